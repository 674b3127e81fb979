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

          off      everything goes to a person: the pause
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
        mode.AcceptOnlyFromAmong([.. Enum.GetValues<Mode>().Select(Word)]);
        var all = new Option<bool>("--all") { Description = "Every tenant that has a policy, instead of one." };
        var command = new Command("mode", Description) { mode, all, OperatorOptions.Tenant, OperatorOptions.Json, SharedStorage.Option };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var services = await SharedStorage.OpenAsync(parsed, cancellationToken);
            var modes = services.GetRequiredService<ModeSwitch>();
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(mode) is not { } wanted)
            {
                await ShowAsync(modes, output, parsed.GetValue(OperatorOptions.Json), cancellationToken);
                return 0;
            }

            TenantId[] tenants = parsed.GetValue(all)
                ? [.. (await modes.ReadAsync(cancellationToken)).Keys.Select(TenantId.From)]
                : [OperatorOptions.TenantOf(parsed)];
            var turned = await TurnAsync(modes, tenants, Enum.Parse<Mode>(wanted, ignoreCase: true), cancellationToken);
            await output.WriteLineAsync(parsed.GetValue(OperatorOptions.Json) ? CanonicalJson.Write(new { Tenants = turned }) : string.Join('\n', turned.Select(Told)));
            return 0;
        });
        return command;
    }

    /// <exception cref="CommandFailedException">A tenant has no policy, or none that this build finds valid.</exception>
    public static async Task<IReadOnlyList<TurnedMode>> TurnAsync(ModeSwitch modes, IEnumerable<TenantId> tenants, Mode to, CancellationToken cancellationToken)
    {
        var turned = new List<TurnedMode>();
        foreach (var tenant in tenants)
        {
            try
            {
                turned.Add(new TurnedMode(tenant.Value, await modes.TurnAsync(tenant, to, cancellationToken), to));
            }
            catch (NoPolicyException none)
            {
                throw new CommandFailedException($"Tenant '{tenant}' has no policy, so nothing is decided for it and there is no mode to change: 'refund-agent import policy' gives it one.", none);
            }
            catch (InvalidPolicyException invalid)
            {
                throw new CommandFailedException($"The policy in force of tenant '{tenant}' is not valid for this build; import one that is. {invalid.Message}", invalid);
            }
        }

        return turned;
    }

    public static string Told(TurnedMode turned) => turned.Before == turned.After
        ? $"{turned.Tenant}: {Word(turned.After)}, as before"
        : $"{turned.Tenant}: {Word(turned.Before)} -> {Word(turned.After)}";

    private static async Task ShowAsync(ModeSwitch modes, TextWriter output, bool json, CancellationToken cancellationToken)
    {
        var now = await modes.ReadAsync(cancellationToken);
        await output.WriteLineAsync((json, now.IsEmpty) switch
        {
            (true, _) => CanonicalJson.Write(new { Tenants = now.Select(each => new { Tenant = each.Key, Mode = each.Value }) }),
            (_, true) => "No tenant has a policy yet.",
            _ => string.Join('\n', now.Select(each => $"{each.Key}: {Word(each.Value)}")),
        });
    }

    private static string Word(Mode mode) => JsonNamingPolicy.CamelCase.ConvertName(mode.ToString());
}

/// <param name="Before">In force until now.</param>
internal sealed record TurnedMode(string Tenant, Mode Before, Mode After);
