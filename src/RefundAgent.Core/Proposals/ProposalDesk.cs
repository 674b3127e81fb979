using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using RefundAgent.Controls;
using RefundAgent.Feedback;
using RefundAgent.Policies;
using RefundAgent.Tickets;

namespace RefundAgent.Proposals;

/// <summary>
/// Takes a person's answer to what people's verdicts would change in the policy. Here the effect comes first and the log second: what the
/// policy says is what counts, and an answer that is in the log is one that was carried out. One that was cut short is given again.
/// </summary>
public sealed partial class ProposalDesk(
    IControlLog log, ContextInForce inForce, PolicyImport import, TimeProvider time, ILogger<ProposalDesk> logger)
{
    /// <summary>Those that wait, in the order of their ids, and the answers that there were.</summary>
    public async Task<ProposalList> ListAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var said = await log.ReadAsync(tenant, cancellationToken);
        var learned = Overlay.Of(said).Apply(await inForce.NewestLearnedAsync(tenant, cancellationToken));
        return new ProposalList(
            learned.Proposals.Sort((left, right) => string.CompareOrdinal(left.Id.Value, right.Id.Value)),
            [.. said.Where(entry => entry.Control is Control.AnswerProposal)]);
    }

    public async Task<ProposalResult> AnswerAsync(
        TenantId tenant, ProposalId id, bool accepted, PrincipalId by, string? note, CancellationToken cancellationToken)
    {
        var list = await ListAsync(tenant, cancellationToken);
        if (list.Answered.LastOrDefault(entry => ((Control.AnswerProposal)entry.Control).Proposal == id) is { } before)
        {
            return before.By == by && ((Control.AnswerProposal)before.Control).Accepted == accepted
                ? new ProposalResult.Answered(before)
                : new ProposalResult.AnsweredBefore(before);
        }

        if (list.Waiting.FirstOrDefault(each => each.Id == id) is not { } proposal)
        {
            return new ProposalResult.Unknown();
        }

        try
        {
            if (accepted)
            {
                await import.ChangeAsync(tenant, policy => PolicyAmendment.Apply(proposal, policy), cancellationToken);
            }
        }
        catch (Exception unfit) when (unfit is UnfitProposalException or InvalidPolicyException)
        {
            return new ProposalResult.Unfit(unfit.Message);
        }

        var entry = await log.AppendAsync(tenant, new Control.AnswerProposal(id, accepted, proposal), by, time.GetUtcNow(), note, cancellationToken);
        LogAnswered(id, accepted, by.Value);
        await inForce.SettleAsync(tenant, cancellationToken);
        return new ProposalResult.Answered(entry);
    }

    [LoggerMessage(4101, LogLevel.Information, "Proposal {Proposal} was answered (accepted: {Accepted}) by {Person}")]
    private partial void LogAnswered(ProposalId proposal, bool accepted, string person);
}

/// <param name="Waiting">For a person.</param>
/// <param name="Answered">Entries of the control log, oldest first.</param>
public sealed record ProposalList(ImmutableArray<PolicyProposal> Waiting, ImmutableArray<ControlEntry> Answered);

/// <summary>What became of an answer.</summary>
public abstract record ProposalResult
{
    private ProposalResult()
    {
    }

    /// <summary>By this word, now or since the same person gave it before.</summary>
    public sealed record Answered(ControlEntry Entry) : ProposalResult;

    public sealed record AnsweredBefore(ControlEntry First) : ProposalResult;

    /// <param name="Why">The policy cannot take it, in words for the caller.</param>
    public sealed record Unfit(string Why) : ProposalResult;

    public sealed record Unknown : ProposalResult;
}
