using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using RefundAgent.Adapters;
using RefundAgent.Tickets;
using RefundAgent.Web.Auth;

namespace RefundAgent.Cli.Serve;

/// <summary>One run of `serve` from storage to drain.</summary>
internal static class ServeSession
{
    /// <summary>How long work in hand may take to finish after Ctrl-C; what is not finished reappears on its queue.</summary>
    public static TimeSpan DrainLimit { get; } = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(ServeOptions options, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var configured = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var keys = configured.GetSection(SettingNames.AuthKeys).GetChildren().Any();
        var storage = Exposure.Of(
            options.Listen,
            StorageChoice.Of(options.Storage, configured),
            named: options.Storage == "auto" ? StorageChoice.IsConfigured(configured) : options.Storage != "azurite",
            keys);
        await using var rehearsal = Rehearsal.Begin(RealClock.Time);
        await using var azurite = await EnsureAzuriteAsync(storage, options.Data, error, cancellationToken);

        var key = keys ? null : options.DevKey ?? DevelopmentKey.Make();
        if (key is null && options.DevKey is not null)
        {
            throw new CommandFailedException("--dev-key cannot be used where keys are configured (Auth:Keys): use one of those.");
        }

        await using var app = AgentHost.Build(Settings(options, storage, key), options.Port, AddWorkers, options.Listen);
        _ = app.Services.GetRequiredService<ApiKeys>(); // A key that cannot work is told now, not to the first caller.
        await app.Services.PrepareStorageAsync(cancellationToken);
        var seeded = (storage.InMemory || storage.Development is not null)
            && await SampleSeed.PlantAsync(app.Services, DefaultTenant.Id, cancellationToken);
        var address = await AgentHost.StartAsync(app, options.Port, cancellationToken);
        Banner.Write(
            output, address, key, storage.InMemory ? "memory (nothing is kept)" : app.Services.NameOfStore(), app.Services.DescribePayments(), seeded, app.Services.GetServices<IHostedService>().OfType<JobClock>());
        await app.WaitForShutdownAsync(cancellationToken);
        app.Services.ThrowIfStorageRefused();
        await output.WriteLineAsync("Stopped. Everything accepted is stored; the next start goes on from here.");
        return 0;
    }

    private static async Task<AzuriteProcess?> EnsureAzuriteAsync(
        StorageChoice storage, string data, TextWriter error, CancellationToken cancellationToken)
    {
        if (storage.Development is not { } ports || await AzuriteProcess.ListensAsync(ports.Table, cancellationToken))
        {
            return null;
        }

        await error.WriteLineAsync($"Starting Azurite {AzuriteProcess.Version} (its first start fetches it) …");
        return await AzuriteProcess.StartAsync(ports, Path.Combine(data, "azurite"), RealClock.Time, cancellationToken);
    }

    private static Dictionary<string, string?> Settings(ServeOptions options, StorageChoice storage, string? key)
    {
        var settings = key is null ? [] : DevelopmentKey.Settings(key);
        if (storage.InMemory)
        {
            settings[StorageSettings.InMemory] = "true";
        }
        else if (storage.ConnectionString is not null)
        {
            settings[SettingNames.Storage] = storage.ConnectionString;
        }

        if (options.ReconcileEvery is { } pause)
        {
            settings[Clocks.ReconcileEverySetting] = pause.ToString("c", CultureInfo.InvariantCulture);
        }

        if (options.LearnEvery is { } period)
        {
            settings[Clocks.LearnEverySetting] = period.ToString("c", CultureInfo.InvariantCulture);
        }

        return settings;
    }

    private static void AddWorkers(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<QueueOptions>().Bind(configuration.GetSection(QueueOptions.Section))
            .Validate(options => options.IsValid, "Queues:RetryDelay must be a time span above zero and at most seven days, such as 00:00:30.")
            .ValidateOnStart();
        services.AllowKills(configuration);
        services.AddOtlpExport(configuration);
        services.AddHostedService<TicketPump>();
        services.AddHostedService<FeedbackPump>();
        services.AddClocks(configuration);
    }
}
