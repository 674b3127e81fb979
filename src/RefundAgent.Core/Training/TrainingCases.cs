using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using RefundAgent.Context;
using RefundAgent.Controls;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Learning;
using RefundAgent.Policies;
using RefundAgent.Reading;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Training;

/// <summary>
/// Goes through the ledger for what people have ruled, by the rules of trust that the learner follows: revoked reviewers, undone events and erased
/// customers are not in it. Orders are read as they stand today.
/// </summary>
public sealed class TrainingCases(
    IFeedbackLedger ledger,
    IControlLog controls,
    IDecisionRecords records,
    IContextStore contexts,
    IPolicyStore policies,
    IPolicyParser parser,
    EvidenceRoom evidence,
    Conversation conversation)
{
    /// <summary>In the order in which the first verdict on each decision was given. Three operations a decision, and its versions once.</summary>
    public async IAsyncEnumerable<TrainingCaseResult> ReadAsync(TenantId tenant, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var bases = new Dictionary<(ContextVersion, PolicyVersion), DecisionBasis>();
        foreach (var (decision, said) in await VerdictsAsync(tenant, cancellationToken))
        {
            yield return await CaseAsync(tenant, decision, said, bases, cancellationToken);
        }
    }

    /// <summary>What is damaged costs its own line: nothing is decided or learned from it here, and the others are as good as before.</summary>
    private async Task<TrainingCaseResult> CaseAsync(
        TenantId tenant,
        DecisionId decision,
        List<LedgerEntry> said,
        Dictionary<(ContextVersion, PolicyVersion), DecisionBasis> bases,
        CancellationToken cancellationToken)
    {
        try
        {
            var record = await records.FindAsync(tenant, decision, cancellationToken);
            return record?.Papers is null
                ? new TrainingCaseResult.LeftOut("there is no such decision, or its customer was erased")
                : await CaseAsync(record, said, bases, cancellationToken);
        }
        catch (UnreadableRowException damaged)
        {
            return new TrainingCaseResult.LeftOut($"a row of table {damaged.Table} that it needs cannot be read");
        }
        catch (InvalidPolicyException)
        {
            return new TrainingCaseResult.LeftOut("the policy that it was decided by is none that this build understands");
        }
    }

    private async Task<List<KeyValuePair<DecisionId, List<LedgerEntry>>>> VerdictsAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var unsaid = Tombstones.Of(await controls.ReadAsync(tenant, cancellationToken));
        var verdicts = new OrderedDictionary<DecisionId, List<LedgerEntry>>();
        await foreach (var entry in ledger.ReadAsync(tenant, 0, cancellationToken))
        {
            if (SignalTrust.WhyNotALabel(entry.Event) is null && !unsaid.Hide(entry.Event))
            {
                verdicts.TryAdd(entry.Event.Decision, []);
                verdicts[entry.Event.Decision].Add(entry);
            }
        }

        return [.. verdicts];
    }

    private async Task<TrainingCaseResult> CaseAsync(
        DecisionRecord record, List<LedgerEntry> said, Dictionary<(ContextVersion, PolicyVersion), DecisionBasis> bases, CancellationToken cancellationToken)
    {
        var papers = record.Papers!;
        if (papers.Claims.Any(claim => claim.Origin.Decision != record.Id))
        {
            return new TrainingCaseResult.LeftOut("it goes on from an earlier message");
        }

        var taught = record.Claims.Select(claim => Taught(record, claim, said)).ToImmutableArray();
        if (taught.Any(claim => claim is null))
        {
            return new TrainingCaseResult.LeftOut("one of its claims was judged neither by a person nor by a rule of the policy");
        }

        if (await BasisAsync(record, bases, cancellationToken) is not { } basis)
        {
            return new TrainingCaseResult.LeftOut("the policy that it was decided by is not stored");
        }

        var gathered = await evidence.GatherAsync(papers.Ticket, cancellationToken);
        return new TrainingCaseResult.Usable(new TrainingCase(
            new Inquiry
            {
                Ticket = papers.Ticket,
                Open = [],
                Read = conversation.Read(papers.Ticket, record.Id, [], gathered.Orders),
                Evidence = gathered,
                Basis = basis,
                Now = record.DecidedAt,
            },
            record,
            [.. taught.Select(claim => claim!)]));
    }

    /// <summary>A manager's audit counts before anybody else's word, the newest word before older ones; where nobody spoke, the policy's own rule.</summary>
    private static TaughtClaim? Taught(DecisionRecord record, ClaimRecord claim, List<LedgerEntry> said)
    {
        var about = LabelledCases.Of(record, claim.Id);
        var papers = record.Papers!.Claims.FirstOrDefault(each => each.Id == claim.Id);
        if (about is null || papers is null)
        {
            return null;
        }

        var verdict = said.Where(entry => entry.Event.Claim == claim.Id || (entry.Event.Claim is null && record.Claims.Length == 1))
            .Select(entry => (Entry: entry, Verdict: Verdict.Of(entry, about)))
            .Where(each => each.Verdict is not null)
            .OrderBy(each => each.Verdict!.Audited).ThenBy(each => each.Entry.Sequence)
            .LastOrDefault();
        return verdict.Verdict is { } counts ? new TaughtClaim(claim, papers, counts.LabelFor(about), verdict.Entry.Event.Note ?? verdict.Entry.Event.Reason)
            : about.IsDecidedByPolicy ? new TaughtClaim(claim, papers, Ruled(claim), null)
            : null;
    }

    private static VerdictLabel Ruled(ClaimRecord claim) =>
        new(claim.Proposal.Outcome, claim.Proposal.Outcome == Outcome.Approve ? claim.Proposal.Basis : null);

    /// <returns>Null where the policy is gone.</returns>
    private async Task<DecisionBasis?> BasisAsync(
        DecisionRecord record, Dictionary<(ContextVersion, PolicyVersion), DecisionBasis> bases, CancellationToken cancellationToken)
    {
        if (!bases.TryGetValue((record.Context, record.Policy), out var basis))
        {
            var context = await contexts.FindAsync(record.Tenant, record.Context, cancellationToken) ?? LearnedContext.Empty;
            if (await policies.FindAsync(record.Tenant, record.Policy, cancellationToken) is not { } policy)
            {
                return null;
            }

            bases[(record.Context, record.Policy)] = basis = new DecisionBasis(context, parser.Parse(policy.Json));
        }

        return basis;
    }
}
