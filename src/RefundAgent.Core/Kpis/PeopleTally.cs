using RefundAgent.Decisions;
using RefundAgent.Experiments;
using RefundAgent.Records;

namespace RefundAgent.Kpis;

/// <summary>Counts what people said to rulings that waited for them, and how long they took.</summary>
internal sealed class PeopleTally
{
    private readonly List<double> minutes = [];
    private int agreed;
    private int changed;
    private int rejected;
    private int expired;
    private int reviewsWanted;
    private int waiting;
    private DateTimeOffset? oldest;

    public void Add(DecisionRecord record, ClaimRecord claim)
    {
        if (claim.Answer is { } answer)
        {
            minutes.Add((answer.At - record.WaitOf(claim).Since).TotalMinutes);
            Count(answer);
        }
        else if (claim.IsOpen())
        {
            waiting++;
            var since = record.WaitOf(claim).Since;
            oldest = oldest is { } before && before <= since ? before : since;
        }
        else if (claim.Wait?.Ended is not null)
        {
            expired++;
        }

        reviewsWanted += claim.WantsReview() ? 1 : 0;
    }

    public WaitingClaims Waiting() => new(waiting, oldest);

    public PeopleCounts Counts()
    {
        var answered = agreed + changed + rejected;
        return new PeopleCounts(
            answered, agreed, changed, rejected, expired, answered == 0 ? null : RateInterval.Of(agreed, answered).Rounded(), Percentile.Of(minutes, 0.5), reviewsWanted);
    }

    private void Count(ApprovalAnswer answer)
    {
        if (answer.Verdict == ApprovalVerdict.Reject)
        {
            rejected++;
        }
        else if (answer.Held is Ruling.Approve held && answer.Amount != held.Amount)
        {
            changed++;
        }
        else
        {
            agreed++;
        }
    }
}
