namespace RefundAgent.Adapters.Model;

/// <summary>
/// What is left of the prompt's cap. Tokens are estimated as a third of the UTF-8 bytes, which is more than tokenizers make of any
/// common language, so that the cap holds without carrying one.
/// </summary>
internal sealed class PromptBudget(int tokens)
{
    private const int BytesPerToken = 3;

    public int Bytes { get; private set; } = tokens * BytesPerToken;

    /// <summary>A part of the whole that may be spent on one thing.</summary>
    public static int Share(ModelOptions options, double share) => (int)(options.MaxPromptTokens * BytesPerToken * share);

    /// <summary>Rather too many than too few.</summary>
    public static int TokensOf(int bytes) => (bytes / BytesPerToken) + 1;

    /// <summary>For what is always said.</summary>
    public void Spend(string text) => Bytes -= CaseJson.Bytes(text) + 1;

    /// <summary>For what is said as far as it fits; false, and nothing spent, where it does not.</summary>
    public bool TrySpend(string line)
    {
        var size = CaseJson.Bytes(line) + 1;
        if (size > Bytes)
        {
            return false;
        }

        Bytes -= size;
        return true;
    }
}
