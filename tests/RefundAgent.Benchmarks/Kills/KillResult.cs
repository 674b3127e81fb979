using System.Collections.Immutable;

namespace RefundAgent.Benchmarks.Kills;

/// <summary>What came of a run.</summary>
internal sealed record KillResult
{
    public required Zeros Zeros { get; init; }

    /// <summary>One sentence for each thing that should not be; none where all is well.</summary>
    public required ImmutableArray<string> Findings { get; init; }

    public required ImmutableArray<PointCount> Points { get; init; }

    /// <summary>Steps that a process did not come to in time, so that it was killed from outside.</summary>
    public required ImmutableArray<string> NotReached { get; init; }

    public required int Restarts { get; init; }

    public required int Requests { get; init; }

    /// <summary>Requests that a kill broke off at least once.</summary>
    public required int SentAgain { get; init; }

    public required int Retries { get; init; }

    /// <summary>Messages that were in hand at as many kills as they have tries, and so ended in a poison queue.</summary>
    public required int Replayed { get; init; }

    public required MoneyMoved Money { get; init; }

    /// <summary>From the restart after the kill that broke a request off to its answer; null where none was broken off.</summary>
    public required Spread? SettleSeconds { get; init; }

    /// <summary>From the last start until nothing was open.</summary>
    public required double LastSettleSeconds { get; init; }

    public required double Seconds { get; init; }
}

internal sealed record PointCount(string Point, int Kills);

/// <summary>Each of them has to be zero.</summary>
/// <param name="DoubleRefunds">The same claim, or the same unit of an item, paid twice in the provider's books.</param>
/// <param name="OverRefunds">Charges or orders that gave back more than they took.</param>
/// <param name="LimitsPassed">Of a refund, a customer or a day.</param>
/// <param name="LostRequests">Accepted, and nowhere to be found.</param>
/// <param name="Unsettled">Decisions and refunds without an end.</param>
/// <param name="BooksApart">Sums or states in which provider, ledger, decisions, day and orders disagree.</param>
internal sealed record Zeros(int DoubleRefunds, int OverRefunds, int LimitsPassed, int LostRequests, int Unsettled, int BooksApart)
{
    public bool AllZero => this == new Zeros(0, 0, 0, 0, 0, 0);
}

/// <param name="Decisions">Made.</param>
/// <param name="Waiting">For a person, and rightly so.</param>
/// <param name="Answers">Of people.</param>
/// <param name="Refunds">Paid.</param>
/// <param name="Failed">Refused or sent back, their sums free again.</param>
/// <param name="Amount">Paid, in US dollars.</param>
/// <param name="HeldByDay">Claims that the day's limit of the agent kept for a person.</param>
internal sealed record MoneyMoved(int Decisions, int Waiting, int Answers, int Refunds, int Failed, decimal Amount, int HeldByDay);
