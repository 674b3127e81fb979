using RefundAgent.Decisions;
using RefundAgent.Records;
using RefundAgent.Web.Auth;
using RefundAgent.Web.Calls;

namespace RefundAgent.Web.Approvals;

/// <summary>The body of POST /api/refunds/{id}/approval; who speaks comes from the connection.</summary>
internal static class ApprovalBody
{
    /// <exception cref="InvalidRequestException">With every field at fault.</exception>
    public static PersonsAnswer Read(FieldReader fields, Caller caller)
    {
        if (!fields.Has("verdict"))
        {
            fields.Fault("verdict", "is missing: approve or reject.");
        }

        var claim = fields.OptionalId<ClaimId>("claimId");
        var verdict = fields.Choice("verdict", ApprovalVerdict.Approve, ApprovalVerdict.Reject);
        var amount = fields.Money("amount");
        var note = fields.Text("note");
        if (verdict == ApprovalVerdict.Reject && fields.Has("amount"))
        {
            fields.Fault("amount", "goes with verdict approve only.");
        }

        fields.ThrowIfFaulty();
        return new PersonsAnswer
        {
            Claim = claim,
            Verdict = verdict!.Value,
            Amount = amount,
            Note = note,
            By = caller.Principal,
            Roles = caller.Roles,
        };
    }
}
