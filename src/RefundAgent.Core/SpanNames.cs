namespace RefundAgent;

/// <summary>What is done, by name: few enough to be counted by, and the docs list each of them.</summary>
public static class SpanNames
{
    public const string Receive = "webhook receive";
    public const string Send = "send";
    public const string Process = "process";
    public const string Decide = "decide";
    public const string Evidence = "gather evidence";
    public const string Advise = "advise";
    public const string Rule = "rule";
    public const string CarryOut = "carry out";
    public const string Helpdesk = "helpdesk";
    public const string Learn = "learn";
    public const string Reconcile = "reconcile";
}

/// <summary>Attributes of spans; those that OpenTelemetry has a name for bear it, ours begin with the product's.</summary>
public static class SpanTags
{
    public const string Tenant = "refundagent.tenant";
    public const string Decision = "refundagent.decision";
    public const string Claims = "refundagent.claims";
    public const string Outcome = "refundagent.outcome";
    public const string Status = "refundagent.status";
    public const string Advisor = "refundagent.advisor";
    public const string Context = "refundagent.context";
    public const string Connection = "refundagent.connection";
    public const string Message = "refundagent.message";

    /// <summary>https://opentelemetry.io/docs/specs/semconv/registry/attributes/error/</summary>
    public const string Error = "error.type";
}
