using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RefundAgent.Adapters;
using RefundAgent.Adapters.Model;
using RefundAgent.Adapters.Model.Telemetry;
using RefundAgent.Adapters.Storage;
using RefundAgent.Decisions;
using RefundAgent.Identity;
using RefundAgent.Reading;

namespace RefundAgent.Tests.Model;

/// <summary>The advisor as a host composes it, on a scripted model and a clock that moves for short waits and else when told.</summary>
internal sealed class ModelRig : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private ModelRig(ScriptedModel model, IReadOnlyDictionary<string, string?> settings, ITables? tables = null)
    {
        Model = model;
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                [SettingNames.ModelEndpoint] = model.Endpoint,
                [SettingNames.ModelDeployment] = "scripted-1",
                [SettingNames.ModelApiKey] = "test-key",
            })
            .AddInMemoryCollection(settings)
            .Build();
        services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(Log))
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<IIdSource, RandomIds>()
            .AddSingleton<Contention>()
            .AddSingleton(tables ?? new MemoryTables(new StorageMeter()))
            .AddSingleton<IMessageReader, MessageReader>()
            .AddSingleton<IAdvisor, PrecedentAdvisor>()
            .AddModel(configuration)
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public ScriptedModel Model { get; }

    public SkippingClock Time { get; } = new();

    public HeardLog Log { get; } = new();

    public Meter Meter => services.GetRequiredService<ModelMeter>().Source;

    public static async Task<ModelRig> StartAsync(params ScriptedReply[] script) =>
        new(await ScriptedModel.StartAsync(script), new Dictionary<string, string?>());

    public static async Task<ModelRig> StartAsync(Dictionary<string, string?> settings, params ScriptedReply[] script) =>
        new(await ScriptedModel.StartAsync(script), settings);

    /// <param name="tables">Several rigs on the same ones are several processes.</param>
    public static async Task<ModelRig> StartAsync(ITables tables, Dictionary<string, string?> settings, params ScriptedReply[] script) =>
        new(await ScriptedModel.StartAsync(script), settings, tables);

    public Task<Counsel> AdviseAsync(Inquiry? inquiry = null, CancellationToken cancellationToken = default) =>
        services.GetRequiredService<IAdvisor>().AdviseAsync(inquiry ?? SampleCase.Inquiry(), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Model.DisposeAsync();
    }
}
