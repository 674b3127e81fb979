using RefundAgent.Cli.Samples;
using RefundAgent.Context;
using RefundAgent.Import;
using RefundAgent.Policies;
using RefundAgent.Tickets;

namespace RefundAgent.Cli.Serve;

/// <summary>Gives an empty development storage something to decide on; storage with a policy in it is left alone.</summary>
internal static class SampleSeed
{
    /// <returns>True where the samples were imported.</returns>
    public static async Task<bool> PlantAsync(IServiceProvider services, TenantId tenant, CancellationToken cancellationToken)
    {
        var pointer = await services.GetRequiredService<IContextStore>().ReadPointerAsync(tenant, cancellationToken);
        if (pointer.Policy is not null)
        {
            return false;
        }

        using var orders = new StreamReader(SampleFiles.Orders("retail"));
        await services.GetRequiredService<OrderImport>().RunAsync(tenant, orders, new Progress<ImportProgress>(), cancellationToken);
        await services.GetRequiredService<PolicyImport>().RunAsync(
            tenant, await File.ReadAllTextAsync(SampleFiles.Policy("retail"), cancellationToken), cancellationToken);
        return true;
    }
}
