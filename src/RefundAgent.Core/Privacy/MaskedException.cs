namespace RefundAgent.Privacy;

/// <summary>
/// Stands in a log for an exception whose text holds personal data: a storage or a provider may repeat in its message what it was sent. It
/// has the same words with placeholders in them, the type's name and the inner exceptions' included, and nothing to unwrap.
/// </summary>
public sealed class MaskedException : Exception
{
    private readonly string text;

    private MaskedException(string message, string text, string? stack)
        : base(message)
    {
        this.text = text;
        StackTrace = stack;
    }

    public override string? StackTrace { get; }

    /// <returns>The exception itself where there is nothing to mask, so that its type can still be counted by.</returns>
    public static Exception Of(Exception failure) => Of(failure, PersonalData.Mask);

    public static Exception Of(Exception failure, Func<string, string> mask)
    {
        var text = failure.ToString();
        var masked = mask(text);
        return string.Equals(masked, text, StringComparison.Ordinal)
            ? failure
            : new MaskedException(mask(failure.Message), masked, failure.StackTrace is { } stack ? mask(stack) : null);
    }

    public override string ToString() => text;
}
