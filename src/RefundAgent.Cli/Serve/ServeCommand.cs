using System.CommandLine;
using System.Net;

namespace RefundAgent.Cli.Serve;

/// <summary>`refund-agent serve`: every function in one process, for a laptop or a container.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port")
        {
            Description = "Port to listen on; 0 picks a free one and prints it.",
            DefaultValueFactory = _ => 7071,
            CustomParser = Numbers.From(0, IPEndPoint.MaxPort),
        };
        var listen = Choices.Option<Listening>(
            "--listen",
            "loopback (this machine only), or any (every address, plain HTTP: for a container behind something that ends TLS; needs keys and storage that stays).");
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
            CustomParser = Periods.Parse,
        };
        var reconcileEvery = new Option<TimeSpan?>("--reconcile-every")
        {
            Description = "How often open work is finished and compared with the payment provider. Default: the schedule Reconcile:Schedule where it is set, else 60s.",
            CustomParser = Periods.Parse,
        };

        var command = new Command("serve", "Run everything in one process: the API, the queue workers and the learner.") { port, listen, storage, data, devKey, learnEvery, reconcileEvery };
        command.SetAction((parsed, cancellationToken) => ServeSession.RunAsync(
            new ServeOptions
            {
                Port = parsed.GetValue(port),
                Listen = parsed.GetValue(listen),
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
}
