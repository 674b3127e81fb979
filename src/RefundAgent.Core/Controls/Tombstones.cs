using System.Collections.Immutable;
using System.Security.Cryptography;
using RefundAgent.Feedback;
using RefundAgent.Records;

namespace RefundAgent.Controls;

/// <summary>Which events of the ledger are as if they had never been.</summary>
public sealed class Tombstones
{
    private readonly ImmutableHashSet<PrincipalId> reviewers;
    private readonly ImmutableHashSet<DecisionId> decisions;
    private readonly ImmutableHashSet<EventKey> events;

    private Tombstones(ImmutableHashSet<PrincipalId> reviewers, ImmutableHashSet<DecisionId> decisions, ImmutableHashSet<EventKey> events)
    {
        this.reviewers = reviewers;
        this.decisions = decisions;
        this.events = events;
        Fingerprint = FingerprintOf(
        [
            .. reviewers.Select(each => $"reviewer {each}"),
            .. decisions.Select(each => $"decision {each}"),
            .. events.Select(each => $"event {each.Id} {each.By}"),
        ]);
    }

    public static Tombstones None { get; } = new([], [], []);

    /// <summary>The same for the same tombstones, in whatever order they were set.</summary>
    public string Fingerprint { get; }

    public static Tombstones Of(IEnumerable<ControlEntry> log)
    {
        var said = log.Select(entry => entry.Control).ToImmutableArray();
        return new Tombstones(
            [.. said.OfType<Control.RevokeReviewer>().Select(control => control.Reviewer)],
            [.. said.OfType<Control.EraseCases>().SelectMany(control => control.Decisions)],
            [.. said.OfType<Control.UndoEvent>().Select(control => new EventKey(control.Event, control.By))]);
    }

    /// <summary>What was made of words that are hidden is hidden with them.</summary>
    public bool Hide(FeedbackEvent said) =>
        reviewers.Contains(said.By) || decisions.Contains(said.Decision) || events.Contains(said.Key)
        || (said.Lesson is { } lesson && events.Contains(new EventKey(lesson.Of, said.By)));

    private static string FingerprintOf(ImmutableArray<string> lines) =>
        lines.IsEmpty ? "" : Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.WriteUtf8(lines.Sort(StringComparer.Ordinal))));
}
