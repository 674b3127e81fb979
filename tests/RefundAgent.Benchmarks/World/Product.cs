using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RefundAgent.Adapters;
using RefundAgent.Cli.Samples;
using RefundAgent.Import;
using RefundAgent.Policies;
using RefundAgent.Tickets;

namespace RefundAgent.Benchmarks.World;

/// <summary>The product's own parts in this process, for what is prepared and checked around a measurement, never for the measurement.</summary>
internal sealed class Product : IAsyncDisposable
{
    private readonly ServiceProvider services;

    public Product(LocalStorage storage)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { [SettingNames.Storage] = storage.ConnectionString }).Build();
        services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging()
            .AddRefundAgent(configuration)
            .BuildServiceProvider();
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public Task PrepareAsync(CancellationToken cancellationToken) => services.PrepareStorageAsync(cancellationToken);

    public async Task ImportPolicyAsync(TenantId tenant, CancellationToken cancellationToken) => await Get<PolicyImport>().RunAsync(
        tenant, await PolicyAsync(cancellationToken), cancellationToken);

    public async Task ImportOrdersAsync(TenantId tenant, IEnumerable<string> lines, CancellationToken cancellationToken)
    {
        using var text = new StringReader(string.Join('\n', lines));
        var report = await Get<OrderImport>().RunAsync(tenant, text, new Progress<ImportProgress>(), cancellationToken);
        if (report.FaultyLines > 0)
        {
            throw new InvalidOperationException($"The benchmark's own orders have faults: {report.Faults[0].Field}: {report.Faults[0].Message}");
        }
    }

    /// <summary>A run makes more refunds than a shop in a day: without its limit, all of them are paid; its row is written all the same.</summary>
    private static async Task<string> PolicyAsync(CancellationToken cancellationToken)
    {
        var policy = JsonNode.Parse(await File.ReadAllTextAsync(SampleFiles.Policy("retail"), cancellationToken))!;
        policy["limits"]!.AsObject().Remove("perDay");
        return policy.ToJsonString();
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
