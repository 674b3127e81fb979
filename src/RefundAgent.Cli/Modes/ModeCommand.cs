using System.CommandLine;
using System.Text.Json;
using RefundAgent.Cli.Versions;
using RefundAgent.Context;
using RefundAgent.Policies;
using RefundAgent.Tickets;

namespace RefundAgent.Cli.Modes;

/// <summary>`refund-agent mode`: the main switch, to pause the agent and to let it go on.</summary>
internal static class ModeCommand
{
    private const string Description = """
        Shows the mode in force, or changes it: the policy in force is put in force again with that one word of it changed. The next decision obeys it; messages go on being taken and answered.

          off      everything goes to a person: the pause. It needs no valid policy
          suggest  everything is prepared, nothing acts alone
          earned   rules marked auto act alone, and what has earned it

        Examples:
          refund-agent mode                          of every tenant
          refund-agent mode off                      pause tenant 'default'
          refund-agent mode earned --tenant acme
          refund-agent mode off --all                pause every tenant
        """;

    public static Command Create()
    {
        var mode = new Argument<string?>("MODE") { Description = "off, suggest or earned; only shown where it is left out.", Arity = ArgumentArity.ZeroOrOne };
        mode.AcceptOnlyFromAmong([.. Enum.GetValues<Mode>().Select(each => Word(each))]);
        var all = new Option<bool>("--all") { Description = "Every tenant that has a policy, instead of one." };
        var command = new Command("mode", Description) { mode, all, OperatorOptions.Tenant, OperatorOptions.Json, SharedStorage.Option };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var services = await SharedStorage.OpenAsync(parsed, cancellationToken);
            var modes = services.GetRequiredService<ModeSwitch>();
            var console = parsed.InvocationConfiguration;
            if (parsed.GetValue(mode) is not { } wanted)
            {
                await ShowAsync(modes, console.Output, parsed.GetValue(OperatorOptions.Json), cancellationToken);
                return 0;
            }

            TenantId[] tenants = parsed.GetValue(all)
                ? [.. (await modes.ReadAllAsync(cancellationToken)).Select(each => each.Tenant)]
                : [OperatorOptions.TenantOf(parsed)];
            return await TurnAsync(modes, tenants, Enum.Parse<Mode>(wanted, ignoreCase: true), console, parsed.GetValue(OperatorOptions.Json), cancellationToken);
        });
        return command;
    }

    public static string Told(TurnedMode turned) =>
        (turned.Before == turned.After ? $"{turned.Tenant}: {Word(turned.After)}, as before" : $"{turned.Tenant}: {Word(turned.Before)} -> {Word(turned.After)}")
        + Told(turned.Tenant, turned.Fault);

    public static string Word(Mode? mode) => mode is { } known ? JsonNamingPolicy.CamelCase.ConvertName(known.ToString()) : "unknown";

    /// <summary>Tenant by tenant: one that cannot be turned keeps none of the others from it.</summary>
    private static async Task<int> TurnAsync(
        ModeSwitch modes, IEnumerable<TenantId> tenants, Mode to, InvocationConfiguration console, bool json, CancellationToken cancellationToken)
    {
        var turned = new List<TurnedMode>();
        var failed = new List<FailedTurn>();
        foreach (var tenant in tenants)
        {
            try
            {
                turned.Add(await modes.TurnAsync(tenant, to, cancellationToken));
            }
            catch (Exception failure) when (Why(tenant, failure) is { } why)
            {
                failed.Add(new FailedTurn(tenant, why));
            }
        }

        if (json)
        {
            await console.Output.WriteLineAsync(CanonicalJson.Write(new { Tenants = turned, Failed = failed.Count == 0 ? null : failed }));
        }
        else
        {
            foreach (var each in turned)
            {
                await console.Output.WriteLineAsync(Told(each));
            }
        }

        foreach (var each in failed)
        {
            await console.Error.WriteLineAsync($"{each.Tenant}: not changed. {each.Why}");
        }

        return failed.Count == 0 ? 0 : 1;
    }

    private static string? Why(TenantId tenant, Exception failure) => failure switch
    {
        NoPolicyException => $"It has no policy, so nothing is decided for it and there is no mode to change: 'refund-agent import policy FILE --tenant {tenant}' gives it one.",
        InvalidPolicyException => $"Its policy is not valid for this build, so nothing is decided for it: 'refund-agent import policy FILE --tenant {tenant}' with one that is. {failure.Message}",
        UnreadableRowException or StorageBusyException => failure.Message,
        _ => null,
    };

    private static async Task ShowAsync(ModeSwitch modes, TextWriter output, bool json, CancellationToken cancellationToken)
    {
        var now = await modes.ReadAllAsync(cancellationToken);
        await output.WriteLineAsync((json, now.IsEmpty) switch
        {
            (true, _) => CanonicalJson.Write(new { Tenants = now }),
            (_, true) => "No tenant has a policy yet.",
            _ => string.Join('\n', now.Select(each => $"{each.Tenant}: {Word(each.Mode)}{Told(each.Tenant, each.Fault)}")),
        });
    }

    private static string Told(TenantId tenant, string? fault) => fault is null
        ? ""
        : $"; nothing is decided for it, and its messages fail, until a valid policy is imported ('refund-agent import policy FILE --tenant {tenant}'). {fault}";

    private sealed record FailedTurn(TenantId Tenant, string Why);
}
