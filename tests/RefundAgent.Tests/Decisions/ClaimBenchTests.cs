using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Policies;
using RefundAgent.Reading;
using RefundAgent.Records;
using RefundAgent.Tests.Model;

namespace RefundAgent.Tests.Decisions;

/// <summary>What a model's word is worth beside the built-in reader's and advisor's.</summary>
public sealed class ClaimBenchTests
{
    private const string Clear = "Please return the shade of order #A1001, it is defective.";
    private const string Foreign = "注文 #A1001 のシェードが壊れて届きました。返品しますので返金してください。";

    private static readonly RefundPolicy Auto = Policy(Handling.Auto);

    [Fact]
    public void What_both_read_alike_acts_as_it_did_without_a_model()
    {
        var claim = Decide(Clear, Auto, Counselled(Shade, Outcome.Approve)).Claims.Single();

        Assert.Equal((ClaimStatus.Executed, AutonomyState.Auto, AdvisorKind.Precedent), (claim.Status, claim.Autonomy.State, claim.AdvisedBy));
        Assert.Contains(claim.Ruling.Reasons, reason => reason.Id == "m");
    }

    [Fact]
    public void What_a_model_alone_understood_is_prepared_and_waits()
    {
        var claim = Decide(Foreign, Auto, Counselled(Shade, Outcome.Approve)).Claims.Single();

        var approve = Assert.IsType<Ruling.Approve>(claim.Ruling);
        Assert.Equal((Hold.NotEarned, 20_00), (approve.Hold, approve.Amount.MinorUnits));
        Assert.Equal("read-by-model:scripted|policy:returns→approve", claim.Proposal.Segment);
        Assert.Contains(approve.Reasons, reason => reason.Id == ReasonIds.ReadByModel);
    }

    [Fact]
    public void It_acts_once_people_have_agreed_often_enough()
    {
        var earned = LearnedContext.Empty with
        {
            Segments = LearnedContext.Empty.Segments.Add(
                "read-by-model:scripted|policy:returns→approve", new SegmentTally(60, 60) { LowerBound = 0.96, Earned = true, ReviewShare = 0 }),
        };

        Assert.Equal(ClaimStatus.Executed, Decide(Foreign, Auto, Counselled(Shade, Outcome.Approve), earned).Claims.Single().Status);
    }

    [Fact]
    public void Where_the_readings_differ_both_wait_for_a_person()
    {
        var claims = Decide(Clear, Auto, Counselled(Shade with { Items = [], WholeOrder = true }, Outcome.Approve)).Claims;

        Assert.Equal([Hold.Disagreement, Hold.NotEarned], claims.Select(claim => Assert.IsType<Ruling.Approve>(claim.Ruling).Hold));
        Assert.Contains(claims[0].Ruling.Reasons, reason => reason.Id == ReasonIds.ReadingsDiffer);
    }

    [Theory]
    [InlineData(Outcome.Deny)]
    [InlineData(Outcome.Ask)]
    [InlineData(Outcome.Escalate)]
    public void Where_the_advice_differs_the_rule_stands_and_a_person_decides(Outcome advised)
    {
        var claim = Decide(Clear, Auto, Counselled(Shade, advised)).Claims.Single();

        Assert.Equal(Hold.Disagreement, Assert.IsType<Ruling.Approve>(claim.Ruling).Hold);
        Assert.Equal(advised, claim.Proposal.Contradiction);
        Assert.Contains(claim.Ruling.Reasons, reason => reason.Id == ReasonIds.Disagreement);
    }

    [Theory]
    [InlineData("19.99", ClaimStatus.PendingApproval)]
    [InlineData("20.00", ClaimStatus.Executed)]
    public void A_difference_on_no_more_than_the_threshold_is_let_pass(string threshold, ClaimStatus status)
    {
        var policy = Auto with { Autonomy = Auto.Autonomy with { DisagreementAbove = SampleCase.Dollars(threshold) } };

        Assert.Equal(status, Decide(Clear, policy, Counselled(Shade, Outcome.Deny)).Claims.Single().Status);
    }

    [Fact]
    public void Less_of_an_amount_is_a_difference_too()
    {
        var half = Counselled(Shade, Outcome.Approve, new AmountBasis.ShareOfPaid(0.1m));

        Assert.Equal(ClaimStatus.PendingApproval, Decide(Clear, Auto, half).Claims.Single().Status);
    }

    [Theory]
    [InlineData(Outcome.Approve)]
    [InlineData(Outcome.Deny)]
    public void Where_nothing_else_speaks_the_models_word_is_a_suggestion_of_its_own_kind(Outcome advised)
    {
        var claim = Decide(Clear, SampleCase.Policy, Counselled(Shade, advised)).Claims.Single();

        Assert.Equal((ClaimStatus.PendingApproval, advised, AdvisorKind.Model), (claim.Status, claim.Ruling.Outcome, claim.AdvisedBy));
        Assert.StartsWith("model:scripted|", claim.Proposal.Segment, StringComparison.Ordinal);
    }

    [Fact]
    public void A_denial_of_what_a_model_alone_understood_waits_as_well()
    {
        var claim = Decide(Foreign, Policy(Handling.Auto, Outcome.Deny), Counselled(Shade, Outcome.Deny)).Claims.Single();

        Assert.Equal((ClaimStatus.PendingApproval, Outcome.Deny), (claim.Status, claim.Ruling.Outcome));
    }

    [Fact]
    public void The_papers_keep_what_the_model_understood_and_the_record_what_it_took()
    {
        var record = Decide(Clear, Auto, Counselled(Shade, Outcome.Approve) with { Language = "en", Reasoning = "because", ReplyFrame = "Hello. {c1}" });

        Assert.Equal(("en", "because", "Hello. {c1}"), (record.Papers!.Language, record.Papers.Reasoning, record.Papers.ReplyFrame));
        Assert.Equal((AdvisorKind.Model, 7), (record.Usage!.Advisor, record.Usage.InputTokens));
    }

    private static ClaimReading Shade { get; } = new()
    {
        Request = RequestKind.Return, Order = SampleCase.Lamps.Id, Items = [SampleCase.Shade], Reason = "defective", Span = "the shade",
    };

    private static Counsel Counselled(ClaimReading reading, Outcome outcome, AmountBasis? basis = null) => new()
    {
        Claims =
        [
            new CounselledClaim(reading, new Proposal
            {
                Outcome = outcome,
                Basis = basis ?? new AmountBasis.Entitled(),
                Confidence = 1,
                Segment = "model:scripted|none→x",
                Reasons = [new Reason("m", ReasonKind.Advisor, "the model says so")],
                Missing = outcome == Outcome.Ask ? ["What happened?"] : [],
            }),
        ],
        Usage = new AdvisorUsage(AdvisorKind.Model, 7) { Deployment = "scripted" },
    };

    private static DecisionRecord Decide(string text, RefundPolicy policy, Counsel counsel, LearnedContext? context = null)
    {
        var inquiry = SampleCase.Inquiry(text, context ?? LearnedContext.Empty, policy);
        return ClaimBench.Decide(inquiry, DecisionId.For(inquiry.Ticket), counsel, inquiry.Now);
    }

    private static RefundPolicy Policy(Handling handling, Outcome then = Outcome.Approve) => SampleCase.Policy with
    {
        Rules =
        [
            new PolicyRule
            {
                Id = "returns", Text = "Delivered goods come back.", When = SampleCase.Is(FactNames.OrderStatus, FactValue.Of("delivered")), Then = then, Handling = handling,
            },
        ],
    };
}
