using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using RefundAgent.Amounts;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Policies;
using RefundAgent.Reading;
using RefundAgent.Records;

namespace RefundAgent.Adapters.Model;

/// <summary>
/// What the model is told of one message: instructions, policy and what was learned as the system's word; the case fenced as data. The
/// whole stays under the cap however long the ticket and however much was learned.
/// </summary>
internal sealed class CasePrompt
{
    private const double RulesShare = 0.2;
    private const int ShownPrecedents = 8;

    private readonly PromptBudget budget;
    private readonly StringBuilder system = new();
    private readonly CaseData data;
    private readonly IMessageReader reader;

    public CasePrompt(Inquiry inquiry, ModelOptions options, IMessageReader reader)
    {
        this.reader = reader;
        Inquiry = inquiry;
        Model = options.Deployment;
        budget = new PromptBudget(options.MaxPromptTokens);
        data = new CaseData(inquiry, options);
        budget.Spend(data.Text);
        budget.Spend(PromptText.Answering);
        Say(PromptText.Role);
        SayPolicy(inquiry.Basis.Policy, PromptBudget.Share(options, RulesShare));
        ImmutableArray<CaseFile> files = [.. inquiry.Read.Select(claim => inquiry.FileFor(claim.Reading))];
        SayLearned(PromptText.GuidelinesHeading, Guidelines(inquiry.Basis.Context, files), LearnedText.Of);
        SayLearned(PromptText.PrecedentsHeading, Nearest(inquiry.Basis.Context, files), LearnedText.Of);
        SayLearned(PromptText.ToneHeading, inquiry.Basis.Context.Items.OfType<LearnedItem.ToneNote>(), LearnedText.Of);
        system.Append(PromptText.Answering);
    }

    public Inquiry Inquiry { get; }

    /// <summary>The deployment that is asked.</summary>
    public string Model { get; }

    public string System => system.ToString();

    /// <summary>The fenced case.</summary>
    public string Data => data.Text;

    /// <summary>Everything that was shown and may be cited, by the prompt or by a tool.</summary>
    public Citable Citable { get; } = new();

    public ImmutableArray<Order> Orders => Inquiry.Evidence.Orders;

    public ImmutableArray<ClaimPapers> Open => Inquiry.Open;

    /// <summary>Words of the message as it was shown; a line break or a capital more or less is no other quote.</summary>
    public bool IsQuote(string words) => Plain(words) is { Length: > 0 } quote && Plain(data.Message).Contains(quote, StringComparison.OrdinalIgnoreCase);

    /// <summary>The one sum that the built-in reader finds in some words: no number of the model's is ever money.</summary>
    public Money? SumIn(string words)
    {
        var sums = reader.Read(words, null, Orders).Select(claim => claim.Requested).OfType<Money>().Distinct().Take(2).ToList();
        return sums is [var only] ? only : null;
    }

    private static string Plain(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Those that hold for the message as the built-in reader has it, then the rest, the most proven first.</summary>
    private static IEnumerable<LearnedItem.Guideline> Guidelines(LearnedContext context, ImmutableArray<CaseFile> files)
    {
        var holding = SimilarCases.GuidelinesOf(files, context);
        return context.Items.OfType<LearnedItem.Guideline>()
            .OrderByDescending(guideline => holding.Contains(guideline.Id))
            .ThenByDescending(guideline => guideline.Helpful - guideline.Harmful)
            .ThenBy(guideline => guideline.Id.Value, StringComparer.Ordinal);
    }

    private static IEnumerable<LearnedItem.Precedent> Nearest(LearnedContext context, ImmutableArray<CaseFile> files) =>
        files.SelectMany(file => SimilarCases.Of(file, context, ShownPrecedents).Index())
            .OrderBy(each => each.Index)
            .Select(each => each.Item)
            .DistinctBy(precedent => precedent.Id)
            .Take(ShownPrecedents);

    private void SayPolicy(RefundPolicy policy, int bytes)
    {
        Say(PromptText.PolicyHeading);
        if (policy.Discretion is { } discretion)
        {
            Citable.Add(discretion);
            var outcomes = string.Join(", ", discretion.Outcomes.Select(CaseJson.Word));
            Say($"Where no rule holds, there is discretion, to be cited as \"{Citable.Discretion}\": {outcomes}; approvals up to {discretion.UpTo}.");
        }

        foreach (var rule in policy.Rules)
        {
            var line = CaseJson.Write(new JsonObject { ["id"] = rule.Id, ["then"] = CaseJson.Word(rule.Then), ["text"] = rule.Text });
            bytes -= CaseJson.Bytes(line);
            if (bytes < 0 || !budget.TrySpend(line))
            {
                Say($"Further rules are left out here: look them up with {CaseTools.PolicyClause} or {CaseTools.QuoteEntitlement}.");
                return;
            }

            system.Append(line).Append('\n');
            Citable.Add(rule);
        }
    }

    private void SayLearned<T>(string heading, IEnumerable<T> items, Func<T, JsonObject> write)
        where T : LearnedItem
    {
        var first = true;
        foreach (var item in items)
        {
            var line = CaseJson.Write(write(item));
            if (!budget.TrySpend(first ? heading + '\n' + line : line))
            {
                return;
            }

            system.Append(first ? heading + '\n' : "").Append(line).Append('\n');
            Citable.Add(item);
            first = false;
        }
    }

    private void Say(string text)
    {
        budget.Spend(text);
        system.Append(text).Append('\n');
    }
}
