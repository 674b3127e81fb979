using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RefundAgent.Adapters;
using RefundAgent.Adapters.Model;
using RefundAgent.Adapters.Storage;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Identity;
using RefundAgent.Learning;
using RefundAgent.Learning.Lessons;
using RefundAgent.Reading;
using RefundAgent.Replies;
using RefundAgent.Tests.Learning;

namespace RefundAgent.Tests.Model.Lessons;

/// <summary>Whoever makes lessons of staff's words, as a host composes it, on a scripted model.</summary>
internal sealed class LessonRig : IAsyncDisposable
{
    public const string Note = "We always pay insured travellers when the weather is bad, and we should apologise first.";

    private readonly ServiceProvider services;

    private LessonRig(ScriptedModel model, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        Model = model;
        services = Compose(model, Time, [KeyValuePair.Create<string, string?>("Model:Learning", "true"), .. settings]);
    }

    public ScriptedModel Model { get; }

    public SkippingClock Time { get; } = new();

    public ILessonWriter Writer => services.GetRequiredService<ILessonWriter>();

    public static LessonRequest Request => LessonRequest.About(
        LearningCases.Case(1) with { Facts = LearningCases.Facts("weather") }, new VerdictLabel(Outcome.Approve, new AmountBasis.Entitled())) with
    {
        Note = Note,
        Known = [new ShownTone(new LearnedItemId("note-1"), "Apologise before anything else.")],
    };

    public static async Task<LessonRig> StartAsync(params ScriptedReply[] script) => new(await ScriptedModel.StartAsync(script), []);

    public static async Task<LessonRig> StartAsync(IEnumerable<KeyValuePair<string, string?>> settings, params ScriptedReply[] script) =>
        new(await ScriptedModel.StartAsync(script), settings);

    public static ServiceProvider Compose(ScriptedModel model, TimeProvider time, IEnumerable<KeyValuePair<string, string?>> settings) => new ServiceCollection()
        .AddLogging()
        .AddSingleton(time)
        .AddSingleton<IIdSource, RandomIds>()
        .AddMemoryStorage()
        .AddSingleton(ReplyBook.BuiltIn)
        .AddSingleton<IMessageReader, MessageReader>()
        .AddSingleton<IAdvisor, PrecedentAdvisor>()
        .AddModel(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                [SettingNames.ModelEndpoint] = model.Endpoint,
                [SettingNames.ModelDeployment] = "scripted-1",
                [SettingNames.ModelApiKey] = "test-key",
            })
            .AddInMemoryCollection(settings)
            .Build())
        .BuildServiceProvider();

    public Task<LessonReply> WriteAsync(LessonRequest? request = null) => Writer.WriteAsync(LearningCases.Tenant, request ?? Request, default);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Model.DisposeAsync();
    }
}
