namespace RefundAgent.Learning.Induction;

/// <summary>
/// Every constant of the induction, chosen on policies of our own and on shuffled histories. Fractions are whole numbers over whole numbers:
/// no floating-point number takes part in a comparison.
/// </summary>
internal static class InductionTerms
{
    /// <summary>Scores are whole micro-nats, so that what is a tie is a tie on every machine.</summary>
    public const long Nat = 1_000_000;

    /// <summary>One over the Dirichlet prior of a label in a region (0.1): small, because people's rules leave regions of one label.</summary>
    public const int PriorInverse = 10;

    /// <summary>Of the length of a rule's description this share is charged: in full, fifty cases could pay for hardly any rule.</summary>
    public const int PriceNumerator = 3;

    /// <inheritdoc cref="PriceNumerator"/>
    public const int PriceDenominator = 10;

    /// <summary>The reason of a claim is named at this share of the price (3/10) of another fact: teams write their rules by reason.</summary>
    public const int ReasonNumerator = 3;

    /// <inheritdoc cref="ReasonNumerator"/>
    public const int ReasonDenominator = 10;

    /// <summary>A cut of a number is said in one and a half times as much as one of so many values.</summary>
    public const int CutChoices = 8;

    /// <summary>What one case says alone is an event and not a rule.</summary>
    public const int LeastSupport = 2;

    /// <summary>Conditions that one search joins; exceptions inside a region make longer rules where they are needed.</summary>
    public const int LongestSearch = 3;

    /// <summary>Pairs that are tried with a third condition.</summary>
    public const int Beam = 12;

    /// <summary>More rules than this nobody reads.</summary>
    public const int MostRules = 24;

    /// <summary>Cuts of one number: half of them the most telling, half evenly spread for what only shows inside a region.</summary>
    public const int MostCuts = 16;

    /// <summary>Values of one text, or entries of one list: the most frequent. More are names and not categories.</summary>
    public const int MostValues = 64;

    /// <summary>Conditions that are tried in pairs, the most promising: bounds the work on teams with very many facts.</summary>
    public const int MostPaired = 200;

    /// <summary>Labels that are told apart, the most frequent; all others count as labels of which each is seen once.</summary>
    public const int MostLabels = 32;

    /// <summary>With fewer people in the evidence nobody can be out-voted, and the cap on one person's influence does not hold.</summary>
    public const int LeastTeam = 3;

    /// <summary>Of the verdicts behind a change of mind, at most half may be one person's: a change throws evidence away, a rule does not.</summary>
    public const int ChangeNumerator = 1;

    /// <inheritdoc cref="ChangeNumerator"/>
    public const int ChangeDenominator = 2;

    /// <summary>Of the verdicts behind a rule, at most 3 in 4 may be one person's.</summary>
    public const int InfluenceNumerator = 3;

    /// <inheritdoc cref="InfluenceNumerator"/>
    public const int InfluenceDenominator = 4;

    /// <summary>Contradictions that can be a change of mind.</summary>
    public const int LeastRun = 4;

    /// <summary>How many contradictions back the moment of a change is looked for.</summary>
    public const int LongestRun = 60;

    /// <summary>Before a change the old label must have been said of so many cases that there was a habit to change.</summary>
    public const int LeastBefore = 5;

    /// <summary>Before and after a change, 4 in 5 must say one thing.</summary>
    public const int PureNumerator = 4;

    /// <inheritdoc cref="PureNumerator"/>
    public const int PureDenominator = 5;

    /// <summary>What a change must gain after paying for saying what, where and when: at less, noise looks like a change.</summary>
    public const long ChangeMargin = 3 * Nat;

    public static long Price(long description) => description * PriceNumerator / PriceDenominator;
}
