namespace RefundAgent.Adapters.Model.Budgets;

/// <summary>A tenant's UTC day with the model: what was used, what conversations under way may still use.</summary>
internal sealed record ModelDay
{
    public static ModelDay Nothing { get; } = new();

    /// <summary>Messages that the model was asked about.</summary>
    public int Messages { get; init; }

    public ModelSum Used { get; init; }

    /// <summary>For conversations that have not ended; those that never will, because their process died, hold it until the day is over.</summary>
    public ModelSum Reserved { get; init; }

    /// <summary>When the day's limit first refused a message: people are told once.</summary>
    public DateTimeOffset? Exhausted { get; init; }

    public bool Allows(ModelSum ask, DayBudget limit) => limit.Covers(Used + Reserved + ask);

    public ModelDay Reserve(ModelSum ask) => this with { Messages = Messages + 1, Reserved = Reserved + ask };

    public ModelDay Settle(ModelSum reserved, ModelSum used) => this with { Reserved = Reserved - reserved, Used = Used + used };
}

/// <summary>Tokens and what they cost.</summary>
internal readonly record struct ModelSum(long Tokens, decimal CostUsd)
{
    public static ModelSum operator +(ModelSum left, ModelSum right) => new(left.Tokens + right.Tokens, left.CostUsd + right.CostUsd);

    public static ModelSum operator -(ModelSum left, ModelSum right) => new(left.Tokens - right.Tokens, left.CostUsd - right.CostUsd);
}

/// <summary>Limits of a day; null for none.</summary>
internal readonly record struct DayBudget(long? Tokens, decimal? CostUsd)
{
    public static DayBudget Of(ModelOptions options) => new(options.MaxTokensPerDay, (decimal?)options.MaxCostPerDay);

    public bool IsLimited => this != default;

    public bool Covers(ModelSum sum) => !(sum.Tokens > Tokens) && !(sum.CostUsd > CostUsd);
}
