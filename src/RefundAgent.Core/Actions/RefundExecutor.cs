using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Actions;

/// <summary>
/// Carries out a claim's refund so that money moves at most once, however often, wherever and after whatever crash it is called: a place in
/// the tenant's day, the ledger rows, the provider under the row's key, the row's new state. Each step may be done again, and the row is the
/// fence: only who brought it to <see cref="RefundState.Submitted"/> asks the provider without looking there first.
/// </summary>
public sealed partial class RefundExecutor(
    IRefundLedger ledger, ISpendBook days, IRefundGateway gateway, TimeProvider time, ILogger<RefundExecutor> logger)
{
    /// <summary>
    /// How long after it was submitted a refund that the provider does not list may be asked for again: providers forget a key after a day
    /// at the earliest (Stripe: 24 hours), and would then take a call that is still on its way for a second refund.
    /// </summary>
    public static TimeSpan KeyLivesFor { get; } = TimeSpan.FromHours(20);

    private readonly ProviderDialogue provider = new(gateway, time, logger);

    /// <param name="action">What was intended; where its keys are known already, the rows that stand in the ledger count instead.</param>
    /// <param name="seen">The account as the ledger last gave it.</param>
    /// <returns>What is known now, and the account for the next refund of this customer.</returns>
    public async Task<(RefundAction Done, CustomerAccount Account)> ExecuteAsync(
        RefundAction action, CustomerAccount seen, CancellationToken cancellationToken)
    {
        var caps = await ReserveAsync(action, cancellationToken);
        switch (await ledger.PlanAsync(Fenced(action.Plans), caps, seen, cancellationToken))
        {
            case PlanResult.Refused { Refusal: var refusal }:
                await ReleaseAsync(action.Plans, cancellationToken);
                return (action.Refused(refusal.Failure, refusal.Why), seen with { ETag = null });

            case PlanResult.Known { Entries: var others } when !IsSamePlan(others, action):
                return (action.Refused(RefundFailure.Limit, AnsweredBefore(others)), seen with { ETag = null });

            case PlanResult.Known { Entries: var entries }:
                // The caller's view may be older than these rows: it is to be read again before anything is planned on it.
                return (await CarryOnAsync(action with { Caps = caps }, entries, Pass.Resumed, cancellationToken), seen with { ETag = null });

            case PlanResult.Planned { Entries: var entries, Account: var account }:
                var done = await CarryOnAsync(action, entries, Pass.First, cancellationToken);
                return (done, done.Parts.Where(part => part.Result is RefundResult.Failed).Aggregate(account, (left, part) => left.Without(part.Plan)));

            default:
                throw new InvalidOperationException("A plan has three results.");
        }
    }

    /// <summary>Finds out how a refund stands that was carried out before, at the provider where the ledger does not know.</summary>
    public async Task<RefundAction> FollowUpAsync(RefundAction action, CancellationToken cancellationToken)
    {
        var rows = await Task.WhenAll(action.Plans.Select(plan => ledger.FindAsync(plan.Tenant, plan.Customer, plan.Key, cancellationToken)));
        ImmutableArray<RefundEntry> entries = [.. rows.OfType<RefundEntry>()];
        return entries.Length == action.Parts.Length && IsSamePlan(entries, action)
            ? await CarryOnAsync(action, entries, Pass.FollowUp, cancellationToken)
            : action;
    }

    /// <summary>Takes a later word of the provider on a refund of ours, by its list or by an event.</summary>
    /// <returns>What it changed, nothing where the provider has another sum; null where the ledger has no such row.</returns>
    public async Task<MoveResult?> LearnAsync(
        TenantId tenant, CustomerId customer, RefundKey key, ProviderRefund refund, CancellationToken cancellationToken) =>
        await ledger.FindAsync(tenant, customer, key, cancellationToken) switch
        {
            null => null,
            var entry when entry.Amount != refund.Amount => new MoveResult(entry, Moved: false, entry.State),
            var entry => await MoveAsync(entry, RefundMove.Of(refund), cancellationToken),
        };

    /// <summary>A day that is full closes the refund, and the ledger writes that down: nobody who comes late may find room after all.</summary>
    private async Task<RefundCaps> ReserveAsync(RefundAction action, CancellationToken cancellationToken)
    {
        if (action.Caps.Closed is not null
            || await days.ReserveAsync(action.Plans, action.Caps.Day, cancellationToken) is not ReserveResult.Refused refused)
        {
            return action.Caps;
        }

        if (refused.Tripped)
        {
            LogDayTripped(logger, action.Plans[0].Tenant, action.Plans[0].Day, refused.Why);
        }

        return action.Caps with { Closed = new RefundRefusal(RefundFailure.DailyLimit, refused.Why) };
    }

    /// <summary>The first part is planned as submitted, which saves a write: whoever's insertion succeeds is the one who calls.</summary>
    private ImmutableArray<RefundEntry> Fenced(ImmutableArray<RefundEntry> plans) =>
        plans.SetItem(0, plans[0] with { State = RefundState.Submitted, SubmittedAt = time.GetUtcNow() });

    private async Task<RefundAction> CarryOnAsync(
        RefundAction action, ImmutableArray<RefundEntry> entries, Pass pass, CancellationToken cancellationToken)
    {
        var results = new List<RefundResult?>(entries.Length);
        var stop = action.Caps.Closed;
        var waits = false;
        foreach (var entry in entries)
        {
            // Once a part has failed or nobody knows how it went, nothing more is begun: whoever takes the case over has to know what was
            // paid, and decides on the rest. What a provider has heard of is looked up all the same.
            var result = waits && entry.State == RefundState.Planned ? null : await SettleAsync(entry, stop, pass, cancellationToken);
            results.Add(result);
            stop ??= result switch { RefundResult.Failed => PartFailed, RefundResult.Unknown => PartUnknown, _ => null };
            waits |= result is RefundResult.Unknown;
        }

        return action.With(results);
    }

    /// <param name="stop">Why nothing may be begun, and nothing asked for again; null where it may.</param>
    private async Task<RefundResult> SettleAsync(RefundEntry entry, RefundRefusal? stop, Pass pass, CancellationToken cancellationToken)
    {
        var ours = entry.State == RefundState.Submitted && pass == Pass.First;
        if (entry.State == RefundState.Planned)
        {
            var move = stop is null ? RefundMove.Submit : RefundMove.Withdraw(stop.Failure, stop.Why);
            (entry, ours, _) = await MoveAsync(entry, move, cancellationToken);
        }

        switch (entry.State)
        {
            case RefundState.Submitted when ours && !IsTooLate(entry):
                return KeyMayBeForgotten(entry) && await provider.LookUpAsync(entry, cancellationToken) is var books and not ProviderBooks.Empty
                    ? await GoByAsync(books, entry, stop, cancellationToken)
                    : await WriteDownAsync(entry, await provider.AskAsync(entry, cancellationToken), cancellationToken);
            case RefundState.Failed:
                // Whoever failed it may have died before the day got its place back.
                await days.ReleaseAsync(entry, cancellationToken);
                return entry.Result;
            case RefundState.Succeeded:
            case RefundState.Pending when pass != Pass.FollowUp:
                return entry.Result;
            default:
                return await GoByAsync(await provider.LookUpAsync(entry, cancellationToken), entry, stop, cancellationToken);
        }
    }

    /// <summary>The provider's own list tells whether it was asked before; only if not is it asked, and under the same key.</summary>
    private async Task<RefundResult> GoByAsync(ProviderBooks books, RefundEntry entry, RefundRefusal? stop, CancellationToken cancellationToken) =>
        books switch
        {
            ProviderBooks.Silent { Why: var why } =>
                entry.State == RefundState.Pending ? entry.Result : await WriteDownAsync(entry, why, cancellationToken),
            ProviderBooks.Lists { Refund: var other } when other.Amount != entry.Amount => new RefundResult.Unknown(
                $"The payment provider has {other.Amount} under this refund's key, not {entry.Amount}; a person has to find out why."),
            ProviderBooks.Lists { Refund: var found } => (await MoveAsync(entry, RefundMove.Of(found), cancellationToken)).Entry.Result,
            _ when stop is not null => new RefundResult.Unknown(
                $"The payment provider does not list this refund, and it is not asked for again: {stop.Why}"),
            _ when entry.State == RefundState.Pending || IsTooLate(entry) => new RefundResult.Unknown(
                "The payment provider does not list this refund, and it is too long ago to ask for it again."),
            _ => await WriteDownAsync(entry, await provider.AskAgainAsync(entry, cancellationToken), cancellationToken),
        };

    /// <summary>Where another run was faster, its row tells the outcome.</summary>
    private async Task<RefundResult> WriteDownAsync(RefundEntry entry, RefundResult answer, CancellationToken cancellationToken)
    {
        var move = RefundMove.Of(answer);
        var stands = (await MoveAsync(entry, move, cancellationToken)).Entry;
        return stands.State == move.To ? answer : stands.Result;
    }

    private async Task ReleaseAsync(ImmutableArray<RefundEntry> entries, CancellationToken cancellationToken)
    {
        foreach (var entry in entries)
        {
            await days.ReleaseAsync(entry, cancellationToken);
        }
    }

    private async Task<MoveResult> MoveAsync(RefundEntry entry, RefundMove move, CancellationToken cancellationToken)
    {
        var result = await ledger.MoveAsync(entry, move, cancellationToken);
        LogSettled(logger, entry.Key, result.Entry.State);
        if (result.Entry.State == RefundState.Failed)
        {
            await days.ReleaseAsync(result.Entry, cancellationToken);
        }
        else if (result is { Moved: true, Before: RefundState.Failed })
        {
            // Paid after all: it counts to its day again, whatever limit that passes.
            await days.ReserveAsync([result.Entry], limit: null, cancellationToken);
        }

        return result;
    }

    /// <summary>
    /// The key is as old as its decision. A ledger that was restored may lack a row under which money moved before, and the provider would take
    /// the key for a new one by now.
    /// </summary>
    private bool KeyMayBeForgotten(RefundEntry entry) =>
        DecisionId.TryParse(entry.Decision.Value, out _, out var decided) && time.GetUtcNow() - decided >= KeyLivesFor;

    private bool IsTooLate(RefundEntry entry) => time.GetUtcNow() - entry.SubmittedAt >= KeyLivesFor;

    private static bool IsSamePlan(ImmutableArray<RefundEntry> stands, RefundAction action) =>
        stands.Length == action.Parts.Length && stands.Zip(action.Plans, (row, plan) => row.IsSamePlanAs(plan)).All(same => same);

    private static string AnsweredBefore(ImmutableArray<RefundEntry> others) =>
        $"An earlier answer to the same question led to a refund of {others.Select(other => other.Amount).Aggregate((sum, amount) => sum + amount)} for order {others[0].Order}; this one was not carried out.";

    private static RefundRefusal PartFailed { get; } = new(RefundFailure.Canceled, "Another part of the same refund failed.");

    private static RefundRefusal PartUnknown { get; } = new(RefundFailure.Canceled, "It is not known how another part of the same refund went.");

    /// <summary>How a call came to the rows that it works on.</summary>
    private enum Pass
    {
        /// <summary>It has just planned them.</summary>
        First,

        /// <summary>They stood there before.</summary>
        Resumed,

        /// <summary>As before, and it wants to know how what is pending stands.</summary>
        FollowUp,
    }

    [LoggerMessage(3001, LogLevel.Information, "Refund {Key} is {State}.")]
    private static partial void LogSettled(ILogger logger, RefundKey key, RefundState state);

    [LoggerMessage(3010, LogLevel.Warning, "Tenant {Tenant}: the agent only suggests for the rest of {Day}, since {Why}.")]
    private static partial void LogDayTripped(ILogger logger, TenantId tenant, DateOnly day, string why);
}
