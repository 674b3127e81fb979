using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using RefundAgent.Adapters.Payments;
using RefundAgent.Tests.Storage;
using Stripe;

namespace RefundAgent.Tests.Payments;

/// <summary>
/// A server on a free port that answers as Stripe might, in the order it was told to, for what no double does: intents, pending refunds,
/// pages, garbage, silence. It never repeats itself: a request beyond the script gets 418, which no test expects.
/// </summary>
internal sealed class ScriptedStripe : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<StripeReply> script;
    private readonly ConcurrentQueue<StripeCall> calls = new();
    private readonly TaskCompletionSource hanging = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private StripeClient? client;

    private ScriptedStripe(WebApplication app, IEnumerable<StripeReply> script)
    {
        this.app = app;
        this.script = new ConcurrentQueue<StripeReply>(script);
    }

    public string Address { get; private set; } = "";

    public FakeTimeProvider Time { get; } = new(Samples.Noon);

    public IReadOnlyList<StripeCall> Calls => [.. calls];

    public IEnumerable<StripeCall> Posts => Calls.Where(call => call.Method == "POST");

    /// <summary>Completes once a request waits for an answer that will not come.</summary>
    public Task Hanging => hanging.Task;

    public StripeGateway Gateway => new(client!, Time);

    public StripeHistory History => new(client!, Time);

    public static async Task<ScriptedStripe> StartAsync(params StripeReply[] script)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var stripe = new ScriptedStripe(app, script);
        app.MapFallback("{**path}", stripe.AnswerAsync);
        await app.StartAsync();
        stripe.Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        stripe.client = StripeConnection.Open(new StripeOptions { ApiKey = "sk_test_scripted", ApiBase = stripe.Address }, TimeSpan.FromMinutes(1));
        return stripe;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync() : FormCollection.Empty;
        calls.Enqueue(new StripeCall(
            context.Request.Method,
            context.Request.Path,
            string.Join('&', context.Request.Query.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={field.Value}")),
            form.ToDictionary(field => field.Key, field => field.Value.ToString()),
            context.Request.Headers["Idempotency-Key"].ToString()));
        switch (script.TryDequeue(out var reply) ? reply : StripeReply.Error(StatusCodes.Status418ImATeapot))
        {
            case StripeReply.Body said:
                context.Response.StatusCode = said.Status;
                context.Response.ContentType = "application/json";
                context.Response.Headers.RetryAfter = said.RetryAfter;
                context.Response.Headers["Stripe-Should-Retry"] = said.ShouldRetry;
                await context.Response.WriteAsync(said.Content);
                break;

            case StripeReply.Hang:
                hanging.TrySetResult();
                await new TaskCompletionSource().Task.WaitAsync(context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;

            default:
                context.Abort();
                break;
        }
    }
}

/// <param name="Query">By name, unescaped.</param>
/// <param name="Form">As sent, by field.</param>
/// <param name="Key">The idempotency key; empty where none was sent.</param>
internal sealed record StripeCall(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Form, string Key);
