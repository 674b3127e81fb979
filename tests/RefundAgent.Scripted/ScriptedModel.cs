using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace RefundAgent.Scripted;

/// <summary>
/// An OpenAI-compatible chat server on a free port that gives the answers it was told to, in order, or plays a part, so that the real connector
/// is tested over real HTTP. It never repeats itself: a request beyond the script gets 418, which no test expects.
/// </summary>
internal sealed class ScriptedModel : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Func<ScriptedRequest, ScriptedReply> part;
    private readonly ConcurrentQueue<ScriptedRequest> requests = new();
    private readonly SemaphoreSlim hanging = new(0);

    private ScriptedModel(WebApplication app, Func<ScriptedRequest, ScriptedReply> part) => (this.app, this.part) = (app, part);

    public string Endpoint { get; private set; } = "";

    public IReadOnlyList<ScriptedRequest> Requests => [.. requests];

    /// <summary>Completes once a request waits for an answer that will not come; asked again, once another one does.</summary>
    public Task Hanging => hanging.WaitAsync();

    public static Task<ScriptedModel> StartAsync(params ScriptedReply[] script)
    {
        var left = new ConcurrentQueue<ScriptedReply>(script);
        return StartAsync(_ => left.TryDequeue(out var next) ? next : ScriptedReply.Fails(StatusCodes.Status418ImATeapot));
    }

    /// <param name="part">Answers each request by what it says; called from several threads at once.</param>
    public static async Task<ScriptedModel> StartAsync(Func<ScriptedRequest, ScriptedReply> part)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var model = new ScriptedModel(app, part);
        app.MapPost("/openai/v1/chat/completions", model.AnswerAsync);
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        model.Endpoint = address + "/openai/v1/";
        return model;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        var request = new ScriptedRequest(body.RootElement.Clone(), context.Request.Headers.Authorization.ToString());
        requests.Enqueue(request);
        await (part(request) switch
        {
            ScriptedReply.Body said => SayAsync(context.Response, said),
            ScriptedReply.Hang => HangAsync(context.RequestAborted),
            _ => CutAsync(context),
        });
    }

    private static async Task SayAsync(HttpResponse response, ScriptedReply.Body said)
    {
        response.StatusCode = said.Status;
        response.ContentType = "application/json";
        foreach (var (name, value) in said.Headers)
        {
            response.Headers.Append(name, value);
        }

        await response.WriteAsync(said.Content);
    }

    private async Task HangAsync(CancellationToken aborted)
    {
        hanging.Release();
        await new TaskCompletionSource().Task.WaitAsync(aborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static Task CutAsync(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }
}
