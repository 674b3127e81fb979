namespace RefundAgent.Learning.Induction;

/// <summary>How little a list expected a verdict: what decides between two lists that cost the same money.</summary>
public static class Surprise
{
    /// <summary>Where nothing is learned a verdict is one of as many.</summary>
    private const int Unlearned = 4;

    /// <param name="rule">What decided the case; null where nothing is learned.</param>
    /// <param name="label">The verdict.</param>
    /// <returns>In micro-nats: −ln of the label's share in the rule's region, with half a case for every label and half for an unheard one.</returns>
    public static long Of(LearnedRule? rule, VerdictLabel label) => rule is null
        ? Logarithms.Whole(Unlearned)
        : Logarithms.Whole((2 * rule.Cases) + rule.Classes + 1, (2 * rule.Counts.GetValueOrDefault(label.Key)) + 1);
}
