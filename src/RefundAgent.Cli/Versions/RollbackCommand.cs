using System.CommandLine;
using RefundAgent.Context;
using RefundAgent.Controls;

namespace RefundAgent.Cli.Versions;

/// <summary>`refund-agent rollback|resume`: which version of what was learned decides, said by a person.</summary>
internal static class RollbackCommand
{
    private const string Description = """
        Puts an earlier version of what was learned in force at once and holds it there: the learner goes on learning, and nothing of it decides until somebody resumes. Version 0 is the one in which nothing is learned.

        Examples:
          refund-agent versions                                         find the version to go back to
          refund-agent rollback 12 --note "denies too much since noon"
          refund-agent resume                                           the newest that was learned decides again
        """;

    public static Command Create()
    {
        var version = new Argument<int>("VERSION") { Description = "As 'refund-agent versions' shows it.", CustomParser = Numbers.From(0) };
        var command = new Command("rollback", Description)
        {
            version, OperatorOptions.Note, OperatorOptions.By, OperatorOptions.Tenant, OperatorOptions.Json, SharedStorage.Option,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed,
            desk => desk.RollBackAsync(
                OperatorOptions.TenantOf(parsed), new ContextVersion(parsed.GetRequiredValue(version)), OperatorOptions.PersonOf(parsed), parsed.GetValue(OperatorOptions.Note), cancellationToken),
            cancellationToken));
        return command;
    }

    public static Command CreateResume()
    {
        var command = new Command("resume", "Ends a rollback: the newest that was learned decides again, with what was retired, pinned and demoted since.")
        {
            OperatorOptions.Note, OperatorOptions.By, OperatorOptions.Tenant, OperatorOptions.Json, SharedStorage.Option,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed,
            desk => desk.ResumeAsync(
                OperatorOptions.TenantOf(parsed), OperatorOptions.PersonOf(parsed), parsed.GetValue(OperatorOptions.Note), cancellationToken),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Func<ContextDesk, Task<ControlResult>> say, CancellationToken cancellationToken)
    {
        await using var services = await SharedStorage.OpenAsync(parsed, cancellationToken);
        var done = await say(services.GetRequiredService<ContextDesk>()) switch
        {
            ControlResult.Done said => said,
            ControlResult.Unknown unknown => throw new CommandFailedException(unknown.What),
            var other => throw new InvalidOperationException($"Nobody tells of a {other.GetType().Name}."),
        };
        await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(OperatorOptions.Json)
            ? CanonicalJson.Write(new { Version = done.InForce.Context, done.InForce.Held, Said = done.Entry })
            : $"Version {done.InForce.Context} is in force{(done.InForce.Held ? ", and held until 'refund-agent resume'" : "")}.");
        return 0;
    }
}
