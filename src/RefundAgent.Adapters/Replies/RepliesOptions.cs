using RefundAgent.Replies;

namespace RefundAgent.Adapters.Replies;

/// <summary>Which language customers are answered in where nothing says theirs, and where the operator keeps texts of their own.</summary>
internal sealed class RepliesOptions
{
    public const string Section = "Replies";

    /// <summary>BCP 47 tag of a language that there are texts in; empty for English.</summary>
    public string Language { get; set; } = "";

    /// <summary>Empty for none.</summary>
    public string Directory { get; set; } = "";

    public string DefaultLanguage => string.IsNullOrWhiteSpace(Language) ? ReplyBook.DefaultLanguage : Language;
}
