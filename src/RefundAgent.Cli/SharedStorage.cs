using System.CommandLine;
using RefundAgent.Adapters;
using RefundAgent.Cli.Serve;

namespace RefundAgent.Cli;

/// <summary>The storage that a running agent works on, for commands that give it something or look after it.</summary>
internal static class SharedStorage
{
    public static Option<string> Option { get; } = new("--storage")
    {
        Description = "auto (the configured storage, else the local development storage) or a storage connection string.",
        DefaultValueFactory = _ => "auto",
    };

    /// <summary>The settings that serve reads, from the same places.</summary>
    public static IConfiguration Settings() => WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "refund-agent" }).Configuration;

    /// <exception cref="CommandFailedException">Memory was asked for, or nothing listens where the storage should be.</exception>
    /// <exception cref="StorageFormatException">This build may not work on it.</exception>
    public static async Task<ServiceProvider> OpenAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var services = await ConnectAsync(parsed, cancellationToken);
        await services.CheckStorageAsync(cancellationToken);
        return services;
    }

    /// <summary>The same for a command that puts the store itself in order, whatever state it is in.</summary>
    /// <inheritdoc cref="OpenAsync"/>
    public static async Task<ServiceProvider> ConnectAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var environment = Settings();
        var storage = StorageChoice.Of(parsed.GetValue(Option)!, environment);
        if (storage.InMemory)
        {
            throw new CommandFailedException("What is done in memory would be gone at once: name the storage that serve uses.");
        }

        if (storage.Development is { } ports && !await AzuriteProcess.ListensAsync(ports.Table, cancellationToken))
        {
            throw new CommandFailedException(
                $"Nothing listens on 127.0.0.1:{ports.Table}: start 'refund-agent serve' (or Azurite) first, in another terminal.");
        }

        var settings = storage.ConnectionString is null ? [] : new Dictionary<string, string?> { [SettingNames.Storage] = storage.ConnectionString };
        var configuration = new ConfigurationBuilder().AddConfiguration(environment).AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging()
            .AddRefundAgent(configuration)
            .BuildServiceProvider();
        await parsed.InvocationConfiguration.Error.WriteLineAsync($"Store: {services.NameOfStore()}");
        await services.GetRequiredService<IStorageSetup>().EnsureCreatedAsync(cancellationToken);
        return services;
    }
}
