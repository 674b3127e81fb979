using RefundAgent.Amounts;
using RefundAgent.Feedback;
using RefundAgent.Tickets;

namespace RefundAgent.Records;

/// <summary>
/// The first of two people's word where the policy wants two for a sum. It moves nothing: a second person agreeing to the same sum makes
/// it count, whoever agrees to another one takes its place.
/// </summary>
/// <param name="By">Who agreed.</param>
/// <param name="Roles">What they were when they did, bound from the authenticated connection.</param>
/// <param name="At">When.</param>
/// <param name="Amount">To be given back, as proposed or edited.</param>
public sealed record ApprovalAgreement(PrincipalId By, Roles Roles, DateTimeOffset At, Money Amount);
