using RefundAgent.Amounts;
using RefundAgent.Decisions;

namespace RefundAgent.Learning.Replay;

/// <summary>One case as the agent ruled on it before it saw the verdict, beside the verdict.</summary>
/// <param name="Line">With the verdict.</param>
/// <param name="Ruling">The agent's.</param>
/// <param name="Entitled">The most that the case could give back.</param>
/// <param name="Sampled">An automated ruling that was drawn for review, so a person agreed first.</param>
internal sealed record ReplayedCase(HistoryLine Line, Ruling Ruling, Money Entitled, bool Sampled)
{
    private Money Verdict => Line.Outcome == Outcome.Approve ? Line.Amount ?? Entitled : Money.Zero(Entitled.Currency);

    private Money Given => Ruling is Ruling.Approve approve ? approve.Amount : Money.Zero(Entitled.Currency);

    public bool Disagrees => Ruling.Outcome != Line.Outcome || Given != Verdict;

    public bool Automated => Ruling is Ruling.Approve or Ruling.Deny && !Ruling.WaitsForPerson && !Sampled;

    public bool WrongAutomation => Automated && Disagrees;

    public bool NeedlessEscalation => Ruling is Ruling.Escalate or Ruling.Ask && Line.Outcome is Outcome.Approve or Outcome.Deny;

    /// <summary>What the agent would give above the person, whether or not it would have waited.</summary>
    public Money OverRefund => Given > Verdict ? Given - Verdict : Money.Zero(Entitled.Currency);

    /// <summary>What it would keep back from a customer whom the person paid, by denying or by giving less.</summary>
    public Money WrongDenial =>
        Ruling is Ruling.Approve or Ruling.Deny && Verdict > Given ? Verdict - Given : Money.Zero(Entitled.Currency);
}
