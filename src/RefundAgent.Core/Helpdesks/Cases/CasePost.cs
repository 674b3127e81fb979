using System.Text.Json.Serialization;
using RefundAgent.Records;

namespace RefundAgent.Helpdesks;

/// <summary>
/// One thing that is written on a ticket once. It is noted before it is sent; where nobody knows afterwards whether it arrived, the ticket is
/// read and its marker looked for before it is sent again.
/// </summary>
/// <param name="Decision">That it is about.</param>
/// <param name="Step">What it is: one of <see cref="Steps"/>.</param>
/// <param name="IntendedAt">When it was last set out to be sent.</param>
public sealed record CasePost(DecisionId Decision, string Step, DateTimeOffset IntendedAt)
{
    /// <summary>The helpdesk's id of it; null where it has none, or is not known yet.</summary>
    public CommentId? Comment { get; init; }

    /// <summary>It is there.</summary>
    public bool Done { get; init; }

    /// <summary>Why the helpdesk will not have it; it is not tried again.</summary>
    public string? Refused { get; init; }

    /// <summary>Neither there nor refused.</summary>
    [JsonIgnore]
    public bool IsOpen => !Done && Refused is null;

    /// <summary>The last line of what is written, by which it is found again.</summary>
    [JsonIgnore]
    public string Marker => $"RA-{Decision}-{Step}";

    /// <summary>What is written about a decision.</summary>
    public static class Steps
    {
        public const string Note = "note";
        public const string Reply = "reply";
        public const string Tags = "tags";
        public const string Assignment = "assignment";

        /// <summary>Nobody answered in time.</summary>
        public const string Expired = "expired";

        /// <summary>It has an author and can be read back; tags and an assignment cannot.</summary>
        public static bool IsComment(string step) => step is not (Tags or Assignment);

        /// <summary>What became of a staff command.</summary>
        public static string AnswerTo(CommentId command) => $"answer.{command}";
    }
}
