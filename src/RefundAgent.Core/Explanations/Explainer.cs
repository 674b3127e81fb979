using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Context;
using RefundAgent.Controls;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Learning;
using RefundAgent.Policies;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Explanations;

/// <summary>
/// Explains a decision from its record, and asks advisor and policy again what it would have been without each item that it cites. The case
/// is opened with the facts on record and the order as it is known today, with no refund of ours counted, since this one may be among them.
/// </summary>
public sealed class Explainer(
    IDecisionRecords records, IContextStore contexts, IPolicyStore policies, IPolicyParser parser, EvidenceRoom evidence, ItemHistory history)
{
    /// <returns>Null where there is no such decision.</returns>
    public async Task<Explanation?> ExplainAsync(TenantId tenant, DecisionId id, CancellationToken cancellationToken)
    {
        if (await records.FindAsync(tenant, id, cancellationToken) is not { } record)
        {
            return null;
        }

        var context = await contexts.FindAsync(tenant, record.Context, cancellationToken) ?? LearnedContext.Empty;
        var policy = parser.Parse((await policies.FindAsync(tenant, record.Policy, cancellationToken)
            ?? throw new InvalidOperationException($"Policy version {record.Policy} of decision {id} is not stored.")).Json);
        var orders = record.Papers is { } papers ? (await evidence.GatherAsync(papers.Ticket, cancellationToken)).Orders : [];
        var claims = ImmutableArray.CreateBuilder<ExplainedClaim>(record.Claims.Length);
        foreach (var claim in record.Claims)
        {
            claims.Add(await ExplainAsync(record, claim, new Basis(tenant, context, policy, orders), cancellationToken));
        }

        return new Explanation(record.Id, record.DecidedAt, record.Context, record.Policy, claims.ToImmutable());
    }

    private async Task<ExplainedClaim> ExplainAsync(DecisionRecord record, ClaimRecord claim, Basis basis, CancellationToken cancellationToken)
    {
        var file = FileOf(record, claim, basis);
        var items = ImmutableArray.CreateBuilder<ExplainedItem>();
        foreach (var id in claim.Proposal.Items.Distinct())
        {
            var without = basis.Context with { Items = basis.Context.Items.RemoveAll(item => item.Id == id) };
            items.Add(await ItemAsync(id, basis, file is null ? null : RuleOn(file, without, basis.Policy, record.DecidedAt), cancellationToken));
        }

        return new ExplainedClaim(
            claim.Id,
            claim.Request,
            RuledAs.Of(claim.Ruling),
            claim.Ruling.Reasons,
            claim.Proposal.Segment,
            claim.Autonomy.State,
            claim.AdvisedBy == AdvisorKind.Model,
            file is null ? null : RuleOn(file, basis.Context, basis.Policy, record.DecidedAt),
            items.ToImmutable());
    }

    private async Task<ExplainedItem> ItemAsync(LearnedItemId id, Basis basis, RuledAs? without, CancellationToken cancellationToken)
    {
        var own = basis.Context.Items.FirstOrDefault(item => item.Id == id);
        var story = await history.FindAsync(basis.Tenant, id, cancellationToken);
        return new ExplainedItem(
            id,
            (own ?? story?.Found.Item) is { } item ? ItemWords.Of(item) : null,
            ((own ?? story?.Found.Item) as LearnedItem.Guideline)?.Wording,
            story?.Evidence.Agreed ?? 0,
            story?.Evidence.Cases.Length ?? 0,
            story?.Evidence.Approved ?? [],
            [.. (story?.Events ?? []).Select(Taught)],
            without);
    }

    private static TaughtBy Taught(LedgerEntry entry) => new(
        entry.Sequence, entry.Event.Id, entry.Event.By, entry.Event.Kind, entry.Event.Outcome, entry.Event.Decision, entry.Event.At);

    /// <summary>Null once the customer was erased.</summary>
    private static CaseFile? FileOf(DecisionRecord record, ClaimRecord claim, Basis basis) =>
        record.Papers is { } papers && papers.Claims.FirstOrDefault(each => each.Id == claim.Id) is { } own
            ? CaseFiles.Open(papers.Ticket, own.Reading, basis.Orders, CustomerAccount.Empty, basis.Policy.Refunds, record.DecidedAt) with
            {
                Facts = own.Facts.ToImmutableSortedDictionary(fact => fact.Name, fact => fact, StringComparer.Ordinal),
            }
            : null;

    private static RuledAs RuleOn(CaseFile file, LearnedContext context, RefundPolicy policy, DateTimeOffset at)
    {
        var finding = policy.Find(file);
        var proposal = PrecedentAdvisor.Propose(file, finding, context);
        return RuledAs.Of(policy.Rule(file, proposal, EarnedAutonomy.Of(finding, proposal, context, policy), at));
    }

    private sealed record Basis(TenantId Tenant, LearnedContext Context, RefundPolicy Policy, ImmutableArray<Order> Orders);
}
