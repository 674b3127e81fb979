using RefundAgent.Context;
using RefundAgent.Controls;
using RefundAgent.Feedback;

namespace RefundAgent.Web.Context;

/// <summary>An operator's word as it was logged, and what is in force with it.</summary>
internal sealed record ControlView
{
    /// <summary>In force now.</summary>
    public required ContextVersion Version { get; init; }

    public required bool Held { get; init; }

    /// <summary>The entry of the control log; null where nothing had to be said.</summary>
    public SaidView? Said { get; init; }

    public static ControlView Of(ControlResult.Done done) => new()
    {
        Version = done.InForce.Context,
        Held = done.InForce.Held,
        Said = done.Entry is { } entry ? SaidView.Of(entry) : null,
    };
}

/// <summary>Who said it, when and why.</summary>
internal sealed record SaidView(long Sequence, PrincipalId By, DateTimeOffset At, string? Note)
{
    public static SaidView Of(ControlEntry entry) => new(entry.Sequence, entry.By, entry.At, entry.Note);
}
