using System.Collections.Immutable;
using RefundAgent.Feedback;

namespace RefundAgent.Controls;

/// <summary>Tells a word that is said again from a new one, so that a client may repeat a request whose answer it never got.</summary>
public static class ControlHistory
{
    /// <summary>The entry by which this person said the same, where nothing said since has taken it back; else null.</summary>
    public static ControlEntry? Stands(this ImmutableArray<ControlEntry> log, Control control, PrincipalId by)
    {
        var subject = SubjectOf(control);
        for (var place = log.Length - 1; place >= 0; place--)
        {
            var entry = log[place];
            if (SubjectOf(entry.Control) == subject)
            {
                return entry.By == by && IsSame(entry.Control, control) ? entry : null;
            }

            // What was said of an item before a rollback is not laid over the version that it brought back, and can be said again.
            if (entry.Control is Control.Rollback && control is Control.RetireItem or Control.PinItem)
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>What a word is about: of two about the same, the later counts.</summary>
    private static string SubjectOf(Control control) => control switch
    {
        Control.Rollback or Control.Resume => "pointer",
        Control.RetireItem retire => $"item {retire.Item}",
        Control.PinItem pin => $"item {pin.Item.Id}",
        Control.DemoteSegment demote => $"segment {demote.Segment}",
        Control.AnswerProposal answer => $"proposal {answer.Proposal}",
        _ => CanonicalJson.Write(control),
    };

    /// <summary>A pinned item is the same by its id, whatever it has been credited with since.</summary>
    private static bool IsSame(Control left, Control right) =>
        (left, right) is (Control.PinItem, Control.PinItem) || CanonicalJson.Write(left) == CanonicalJson.Write(right);
}
