using System.Collections.Immutable;
using System.Text;
using RefundAgent.Decisions;
using RefundAgent.Feedback;
using RefundAgent.Records;
using RefundAgent.Tests.Storage;
using RefundAgent.Tickets;
using RefundAgent.Web.Auth;
using RefundAgent.Web.Calls;
using RefundAgent.Web.Feedback;

namespace RefundAgent.Tests.Web.Feedback;

public sealed class FeedbackBodyTests
{
    private static readonly DecisionRecord OneClaim = Samples.Record(Samples.Ticket(TenantId.From("t")));
    private static readonly DecisionRecord TwoClaims = OneClaim with { Claims = [OneClaim.Claims[0], OneClaim.Claims[0] with { Id = ClaimId.From("c2") }] };

    [Theory]
    [InlineData("{\"kind\":\"ruling\",\"outcome\":\"deny\"}", Roles.Agent | Roles.Manager)]
    [InlineData("{\"kind\":\"confirm\"}", Roles.Agent | Roles.Manager)]
    [InlineData("{\"kind\":\"amount\",\"amount\":{\"amount\":\"5.00\",\"currency\":\"USD\"}}", Roles.Agent | Roles.Manager)]
    [InlineData("{\"kind\":\"replyEdit\",\"editedReply\":\"Dear Ann\"}", Roles.Agent | Roles.Manager)]
    [InlineData("{\"kind\":\"audit\",\"outcome\":\"escalate\"}", Roles.Manager)]
    [InlineData("{\"kind\":\"csat\",\"score\":4}", Roles.System)]
    [InlineData("{\"kind\":\"reopen\"}", Roles.System)]
    public void Each_kind_is_taken_from_those_who_may_say_it_and_from_nobody_else(string body, Roles allowed)
    {
        foreach (var role in new[] { Roles.System, Roles.Agent, Roles.Manager, Roles.Operator })
        {
            if ((role & allowed) != 0)
            {
                var feedback = Read(body, role);
                Assert.Equal(("ann", role, OneClaim.Id, OneClaim.Tenant), (feedback.By.Value, feedback.Roles, feedback.Decision, feedback.Tenant));
            }
            else
            {
                Assert.Throws<RoleNotAllowedException>(() => Read(body, role));
            }
        }
    }

    [Fact]
    public void Everything_that_was_said_is_kept()
    {
        var feedback = Read(
            "{\"kind\":\"audit\",\"claimId\":\"c1\",\"outcome\":\"approve\",\"amount\":{\"amount\":\"5.00\",\"currency\":\"USD\"},\"reason\":\"r\",\"note\":\"n\",\"mustPass\":true,\"eventId\":\"e1\"}",
            Roles.Manager);

        Assert.Equal(("e1", "c1", Outcome.Approve, "5.00 USD", "r", "n", true), (feedback.Id.Value, feedback.Claim?.Value, feedback.Outcome, feedback.Amount?.ToString(), feedback.Reason, feedback.Note, feedback.MustPass));
        Assert.Equal(Samples.Noon, feedback.At);
    }

    [Fact]
    public void Where_a_decision_has_several_claims_the_one_meant_is_named()
    {
        Assert.Contains("c1, c2", Fault("{\"kind\":\"confirm\"}", "claimId", decision: TwoClaims), StringComparison.Ordinal);
        Assert.Contains("c1, c2", Fault("{\"kind\":\"confirm\",\"claimId\":\"c3\"}", "claimId", decision: TwoClaims), StringComparison.Ordinal);
        Assert.Equal("c2", Read("{\"kind\":\"confirm\",\"claimId\":\"c2\"}", Roles.Agent, TwoClaims).Claim?.Value);
        Assert.Equal("c1", Read("{\"kind\":\"confirm\"}", Roles.Agent).Claim?.Value);
        Assert.Null(Read("{\"kind\":\"reopen\"}", Roles.System, TwoClaims).Claim);
    }

    [Theory]
    [InlineData("{}", "kind", "is missing")]
    [InlineData("{\"kind\":\"praise\"}", "kind", "must be one of ruling, confirm, amount, replyEdit, csat, reopen, audit")]
    [InlineData("{\"kind\":5}", "kind", "must be text")]
    [InlineData("{\"kind\":\"ruling\"}", "outcome", "is missing")]
    [InlineData("{\"kind\":\"ruling\",\"outcome\":\"ask\"}", "outcome", "must be one of approve, deny, escalate")]
    [InlineData("{\"kind\":\"audit\"}", "outcome", "is missing")]
    [InlineData("{\"kind\":\"amount\"}", "amount", "is missing")]
    [InlineData("{\"kind\":\"amount\",\"amount\":5}", "amount", "Money must be")]
    [InlineData("{\"kind\":\"amount\",\"amount\":{\"amount\":\"-5.00\",\"currency\":\"USD\"}}", "amount", "negative")]
    [InlineData("{\"kind\":\"ruling\",\"outcome\":\"deny\",\"amount\":{\"amount\":\"5.00\",\"currency\":\"USD\"}}", "amount", "approval only")]
    [InlineData("{\"kind\":\"replyEdit\",\"editedReply\":\" \"}", "editedReply", "is missing")]
    [InlineData("{\"kind\":\"ruling\",\"outcome\":\"deny\",\"mustPass\":\"yes\"}", "mustPass", "true or false")]
    [InlineData("{\"kind\":\"ruling\",\"outcome\":\"deny\",\"eventId\":\"\"}", "eventId", "1 to 1024")]
    public void Each_field_says_what_it_wants(string body, string field, string message) =>
        Assert.Contains(message, Fault(body, field, Roles.Manager), StringComparison.Ordinal);

    /// <summary>What a bank says comes from its own signed connection: whatever a body says, nobody speaks for it.</summary>
    [Theory]
    [InlineData("dispute")]
    [InlineData("fraudWarning")]
    [InlineData("refundFailed")]
    [InlineData("Dispute")]
    [InlineData("7")]
    public void Nobody_speaks_for_the_payment_provider(string kind) =>
        Assert.All([Roles.None, Roles.System, Roles.Agent, Roles.Manager, Roles.Operator, Roles.System | Roles.Agent | Roles.Manager | Roles.Operator], role => Assert.Contains(
            "must be one of ruling", Fault($"{{\"kind\":\"{kind}\",\"by\":\"payments\",\"roles\":\"system\",\"outcome\":\"deny\"}}", "kind", role), StringComparison.Ordinal));

    [Theory]
    [InlineData("{\"kind\":\"csat\"}", "is missing")]
    [InlineData("{\"kind\":\"csat\",\"score\":0}", "from 1 to 5")]
    [InlineData("{\"kind\":\"csat\",\"score\":6}", "from 1 to 5")]
    [InlineData("{\"kind\":\"csat\",\"score\":4.5}", "from 1 to 5")]
    public void A_score_is_one_to_five(string body, string message) => Assert.Contains(message, Fault(body, "score", Roles.System), StringComparison.Ordinal);

    [Fact]
    public void Only_a_manager_says_that_a_case_must_pass()
    {
        const string Body = "{\"kind\":\"ruling\",\"outcome\":\"deny\",\"mustPass\":true}";
        Assert.Contains("manager", Fault(Body, "mustPass", Roles.Agent), StringComparison.Ordinal);
        Assert.True(Read(Body, Roles.Agent | Roles.Manager).MustPass);
    }

    private static FeedbackEvent Read(string json, Roles roles, DecisionRecord? decision = null) => FeedbackBody.Read(
        JsonBody.Parse(Encoding.UTF8.GetBytes(json)), decision ?? OneClaim, new Caller(new PrincipalId("ann"), roles, [TenantId.From("t")]), new TestIds(), Samples.Noon);

    private static string Fault(string json, string field, Roles roles = Roles.Agent, DecisionRecord? decision = null)
    {
        var fault = Assert.Single(Assert.Throws<InvalidRequestException>(() => Read(json, roles, decision)).Faults);
        Assert.Equal(field, fault.Field);
        return fault.Message;
    }
}
