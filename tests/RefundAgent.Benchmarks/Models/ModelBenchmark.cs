using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.ML.Tokenizers;
using RefundAgent.Adapters.Model;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Reading;
using RefundAgent.Scripted;

namespace RefundAgent.Benchmarks.Models;

/// <summary>
/// What the agent adds around a model's own time: a decision with a scripted model that answers at once, the very same request made bare, and the decision
/// without a model, in turn; and how long the prompt gets as more is learned.
/// </summary>
internal static class ModelBenchmark
{
    private const double AimMilliseconds = 20;
    private const int AimTokens = 6000;

    /// <summary>Until the runtime has compiled what it runs for good, the compiler is measured as well.</summary>
    private const int WarmUp = 1000;

    private static readonly int[] Learned = [0, 10, 50, 100, 500];

    public static async Task RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        var answer = ModelLab.Answer();
        await using var model = await ScriptedModel.StartAsync(_ => answer);
        await using var with = new ModelLab(model.Endpoint);
        var listening = new Eavesdropper();
        await using (var asked = new ModelLab(null, listening))
        {
            await asked.PrepareAsync(cancellationToken);
            await asked.DecideAsync(cancellationToken);
        }

        await DecisionsAsync(options, model, with, cancellationToken);
        await AdviceAsync(options, model, with, listening.Heard!, cancellationToken);
        Prompts(options.Report, model, with.Get<ModelOptions>(), with.Get<IMessageReader>(), listening.Heard!);
    }

    private static async Task DecisionsAsync(BenchOptions options, ScriptedModel model, ModelLab with, CancellationToken cancellationToken)
    {
        await using var without = new ModelLab(null);
        await with.PrepareAsync(cancellationToken);
        await without.PrepareAsync(cancellationToken);
        var record = await with.DecideAsync(cancellationToken);
        if (record.Usage is not { Advisor: AdvisorKind.Model })
        {
            throw new InvalidOperationException($"The scripted model's advice was not taken: {record.Usage}");
        }

        using var bare = new BareCall(model.Endpoint, model.Requests[^1]);
        var (product, floor, alone) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = -WarmUp; round < options.Round; round++)
        {
            var (agent, call, built) = (
                await TimeAsync(() => with.DecideAsync(cancellationToken)),
                await TimeAsync(() => bare.SendAsync(cancellationToken)),
                await TimeAsync(() => without.DecideAsync(cancellationToken)));
            if (round >= 0)
            {
                product.Add(agent);
                floor.Add(call);
                alone.Add(built);
            }
        }

        options.Report.Say($"\nA decision with a model that answers at once, {options.Round} of each in turn, storage in memory, in milliseconds:");
        var (agentTime, callTime, aloneTime) = (Keep(options.Report, "with the model", product), Keep(options.Report, "the same request bare", floor), Keep(options.Report, "without a model", alone));
        options.Report.Say($"  added to the bare request: {agentTime - callTime:0.00} at the median (aim {AimMilliseconds}); {agentTime / callTime:0.0} times it; of that, the decision itself {aloneTime:0.00}");
        options.Report.Keep("model, added at the median", Math.Round(agentTime - callTime, 3));
    }

    private static async Task AdviceAsync(BenchOptions options, ScriptedModel model, ModelLab with, Inquiry inquiry, CancellationToken cancellationToken)
    {
        var advisor = with.Get<IAdvisor>();
        options.Report.Say($"\nThe advice alone, by what was learned, in milliseconds:");
        foreach (var count in Learned)
        {
            var asked = Knowing(inquiry, count);
            await advisor.AdviseAsync(asked, cancellationToken);
            using var bare = new BareCall(model.Endpoint, model.Requests[^1]);
            var (product, floor) = (new List<double>(), new List<double>());
            for (var round = -WarmUp; round < options.Round; round++)
            {
                var (advice, call) = (await TimeAsync(() => advisor.AdviseAsync(asked, cancellationToken)), await TimeAsync(() => bare.SendAsync(cancellationToken)));
                if (round >= 0)
                {
                    product.Add(advice);
                    floor.Add(call);
                }
            }

            var (own, its) = (Keep(options.Report, $"advice, {count} learned", product), Keep(options.Report, $"the same request bare, {count} learned", floor));
            options.Report.Say($"  added: {own - its:0.00} at the median");
        }
    }

    private static void Prompts(Report report, ScriptedModel model, ModelOptions options, IMessageReader reader, Inquiry inquiry)
    {
        var tokenizer = TiktokenTokenizer.CreateForModel("gpt-4o");
        var body = model.Requests[^1].Body;
        var beside = tokenizer.CountTokens(body.GetProperty("tools").GetRawText()) + tokenizer.CountTokens(body.GetProperty("response_format").GetRawText());
        report.Say($"\nThe prompt in tokens (aim at most {AimTokens}), by what was learned; tools and schema go beside it with {beside}:");
        foreach (var count in Learned)
        {
            var prompt = new CasePrompt(Knowing(inquiry, count), options, reader);
            var (estimated, real) = (
                PromptBudget.TokensOf(Encoding.UTF8.GetByteCount(prompt.System + prompt.Data)), tokenizer.CountTokens(prompt.System) + tokenizer.CountTokens(prompt.Data));
            report.Say($"  {count,4} items: {estimated,5} by the project's own estimate, {real,5} by o200k_base");
            report.Keep($"model, prompt with {count} items", new { Estimated = estimated, O200k = real });
        }
    }

    private static Inquiry Knowing(Inquiry inquiry, int items) =>
        inquiry with { Basis = inquiry.Basis with { Context = LearnedContext.Empty with { Items = LearnedItems.Make(items) } } };

    /// <returns>The median.</returns>
    private static double Keep(Report report, string what, List<double> milliseconds)
    {
        milliseconds.Sort();
        var (median, p95) = (milliseconds[milliseconds.Count / 2], milliseconds[(int)(milliseconds.Count * 0.95)]);
        report.Say($"  {what,-40} median {median:0.00}, p95 {p95:0.00}");
        report.Keep($"model, {what}", new { Median = Math.Round(median, 3), P95 = Math.Round(p95, 3) });
        return median;
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var began = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    /// <summary>The connector's own request, byte for byte what it sent, made with nothing around it.</summary>
    private sealed class BareCall : IDisposable
    {
        private readonly HttpClient http = new();
        private readonly Uri address;
        private readonly byte[] body;

        public BareCall(string endpoint, ScriptedRequest request)
        {
            address = new Uri($"{endpoint}chat/completions");
            body = Encoding.UTF8.GetBytes(request.Body.GetRawText());
            http.DefaultRequestHeaders.Authorization = AuthenticationHeaderValue.Parse(request.Authorization);
        }

        public async Task SendAsync(CancellationToken cancellationToken)
        {
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var response = await http.PostAsync(address, content, cancellationToken);
            response.EnsureSuccessStatusCode();
            await response.Content.ReadAsByteArrayAsync(cancellationToken);
        }

        public void Dispose() => http.Dispose();
    }
}
