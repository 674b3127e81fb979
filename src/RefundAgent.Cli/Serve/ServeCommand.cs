using System.CommandLine;
using System.Globalization;

namespace RefundAgent.Cli.Serve;

/// <summary>`refund-agent serve`: every function in one process, for a laptop or a container.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port")
        {
            Description = "Port on the loopback address; 0 picks a free one and prints it.",
            DefaultValueFactory = _ => 7071,
        };
        port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 65535)
            {
                result.AddError("--port must lie between 0 and 65535.");
            }
        });
        var storage = new Option<string>("--storage")
        {
            Description = "auto (the configured storage, else Azurite), azurite, memory (nothing is kept), or a storage connection string.",
            DefaultValueFactory = _ => "auto",
        };
        var data = new Option<string>("--data")
        {
            Description = "Folder in which a started Azurite keeps its data between runs.",
            DefaultValueFactory = _ => ".refund-agent",
        };
        var devKey = new Option<string?>("--dev-key") { Description = "The development key to use instead of a new one (only where no keys are configured)." };
        var learnEvery = new Option<TimeSpan?>("--learn-every")
        {
            Description = "How often the learner runs: 10s, 5m, 1h. Default: the schedule Learning:Schedule where it is set, else 10s.",
            CustomParser = result => Period(result),
        };
        var reconcileEvery = new Option<TimeSpan?>("--reconcile-every")
        {
            Description = "How often open work is finished and compared with the payment provider. Default: the schedule Reconcile:Schedule where it is set, else 60s.",
            CustomParser = result => Period(result),
        };

        var command = new Command("serve", "Run everything in one process: the API, the queue workers and the learner.") { port, storage, data, devKey, learnEvery, reconcileEvery };
        command.SetAction((parsed, cancellationToken) => ServeSession.RunAsync(
            new ServeOptions
            {
                Port = parsed.GetValue(port),
                Storage = parsed.GetValue(storage)!,
                Data = parsed.GetValue(data)!,
                DevKey = parsed.GetValue(devKey),
                LearnEvery = parsed.GetValue(learnEvery),
                ReconcileEvery = parsed.GetValue(reconcileEvery),
            },
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error,
            cancellationToken));
        return command;
    }

    private static TimeSpan? Period(System.CommandLine.Parsing.ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (TryPeriod(text, out var period))
        {
            return period;
        }

        result.AddError($"'{text}' is not a period: write 500ms, 10s, 5m or 1h.");
        return null;
    }

    private static bool TryPeriod(string text, out TimeSpan period)
    {
        (string Unit, double Milliseconds)[] units = [("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000)];
        foreach (var (unit, milliseconds) in units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                && number * milliseconds is >= 50 and <= 86_400_000)
            {
                period = TimeSpan.FromMilliseconds(number * milliseconds);
                return true;
            }
        }

        period = default;
        return false;
    }
}
