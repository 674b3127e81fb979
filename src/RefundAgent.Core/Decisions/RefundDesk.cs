using Microsoft.Extensions.Logging;
using RefundAgent.Actions;
using RefundAgent.Context;
using RefundAgent.Evidence;
using RefundAgent.Policies;
using RefundAgent.Reading;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Decisions;

/// <summary>
/// The coordinator: turn, evidence, ruling, intent, in this order, and <see cref="Intents"/> acts on it. The intent is written before money
/// moves, so that a crash anywhere is followed by carrying out what was decided, never by deciding again.
/// </summary>
public sealed partial class RefundDesk(
    MessageTurns turns,
    ActiveContext active,
    EvidenceRoom evidenceRoom,
    Conversation conversation,
    IAdvisor advisor,
    Intents intents,
    IDecisionRecords records,
    DecisionMeter meter,
    TimeProvider time,
    ILogger<RefundDesk> logger)
{
    /// <exception cref="MessageBusyException">The same message is being decided elsewhere.</exception>
    /// <exception cref="NoPolicyException">The tenant's operator has not said what is allowed.</exception>
    public Task<DecisionRecord> HandleAsync(Ticket ticket, CancellationToken cancellationToken) =>
        Spans.RunAsync(SpanNames.Decide, () => TakeAsync(ticket, cancellationToken), DecisionSpan.Tell);

    private async Task<DecisionRecord> TakeAsync(Ticket ticket, CancellationToken cancellationToken)
    {
        var turn = await turns.TakeAsync(ticket, cancellationToken);
        if (turn.Record is { State: RecordState.Complete } decided)
        {
            return decided;
        }

        try
        {
            return await DecideAsync(ticket, turn, cancellationToken);
        }
        catch (Exception failure)
        {
            await GiveBackAsync(ticket, turn, failure);
            throw;
        }
    }

    private async Task<DecisionRecord> DecideAsync(Ticket ticket, Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Record is { } intent)
        {
            return await intents.CarryOnAsync(intent, cancellationToken);
        }

        var (record, account) = await IntendAsync(ticket, turn, cancellationToken);
        return await intents.CarryOutAsync(record, account, cancellationToken);
    }

    private async Task<(DecisionRecord Record, CustomerAccount Account)> IntendAsync(Ticket ticket, Turn turn, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var reading = active.ReadForAsync(ticket, cancellationToken);
        var gathering = Spans.RunAsync(SpanNames.Evidence, () => evidenceRoom.GatherAsync(ticket, cancellationToken));
        await Task.WhenAll(reading, gathering);
        var (basis, evidence) = (await reading, await gathering);
        var last = turn.Earlier is [.., var before] ? await records.FindAsync(ticket.Tenant, before, cancellationToken) : null;

        var open = Conversation.Asked(last);
        var read = conversation.Read(ticket, turn.Decision, open, evidence.Orders);
        var inquiry = new Inquiry { Ticket = ticket, Open = open, Read = read, Evidence = evidence, Basis = basis, Now = time.GetUtcNow() };
        var counsel = basis.Policy.Mode == Mode.Off
            ? Counsel.BuiltIn
            : await Spans.RunAsync(SpanNames.Advise, () => advisor.AdviseAsync(inquiry, cancellationToken));
        var record = Rule(inquiry, turn.Decision, counsel);
        LogDecided(record.Id, record.Claims.Length, record.Context.Number, record.State.ToString());
        if (await records.AddAsync(record, cancellationToken) is { } written)
        {
            meter.Decided(written, time.GetElapsedTime(began));
            return (written, evidence.Account);
        }

        var known = await records.FindAsync(ticket.Tenant, turn.Decision, cancellationToken)
            ?? throw new InvalidOperationException($"Decision {turn.Decision} is taken and cannot be found.");
        return (known, evidence.Account);
    }

    private DecisionRecord Rule(Inquiry inquiry, DecisionId decision, Counsel counsel)
    {
        using var span = Spans.Start(SpanNames.Rule);
        return ClaimBench.Decide(inquiry, decision, counsel, time.GetUtcNow());
    }

    private async Task GiveBackAsync(Ticket ticket, Turn turn, Exception failure)
    {
        try
        {
            await turns.GiveBackAsync(ticket, turn);
        }
        catch (Exception second)
        {
            LogNotGivenBack(second, turn.Decision, failure.GetType().Name);
        }
    }

    [LoggerMessage(1001, LogLevel.Information, "Decision {Decision}: claims ruled under context {Context}: {Claims}, {State}")]
    private partial void LogDecided(DecisionId decision, int claims, int context, string state);

    [LoggerMessage(1003, LogLevel.Warning, "Decision {Decision} failed ({Failure}), and its turn could not be given back; it runs out by itself")]
    private partial void LogNotGivenBack(Exception second, DecisionId decision, string failure);
}
