using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Policies;
using RefundAgent.Records;
using RefundAgent.Replies;
using RefundAgent.Tests.Storage;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Replies;

/// <summary>When a model's words are sent, and when the plain sentences.</summary>
public sealed class FramedReplyTests
{
    private const string Frame = "Hello Anna, I am so sorry about the lamp. {c1}\n\nThank you for your patience.";
    private const string Sentence = "We have refunded 73.19 USD for your order o1 to the way you paid. It can take a few days to show on your account.";

    private static readonly ImmutableArray<Reason> Because = [new Reason("rule", ReasonKind.Policy, "It was used.")];
    private static readonly RefundEntry Entry = Samples.Entry(TenantId.From("t"), "c1", 73_19);

    private static readonly Ruling Approve = new Ruling.Approve
    {
        Reasons = Because, Amount = Entry.Amount, Order = OrderId.From("o1"), Items = [ItemId.From("i1")],
    };

    [Fact]
    public void Our_sentence_stands_in_the_models_words_where_all_came_as_it_thought() =>
        Assert.Equal($"Hello Anna, I am so sorry about the lamp. {Sentence}\n\nThank you for your patience.", Write(Frame, Paid(new RefundResult.Succeeded("re"))));

    [Fact]
    public void Each_claim_has_its_own_place()
    {
        var denied = Claim(new Ruling.Deny { Reasons = Because }, ClaimStatus.Answered, Outcome.Deny) with { Id = ClaimId.From("c2") };
        var reply = Write("Thank you for your message, dear Anna. {c2}\n{c1}", Paid(new RefundResult.Succeeded("re")), denied);

        Assert.Equal($"Thank you for your message, dear Anna. We are sorry, but we cannot refund this: It was used.\n{Sentence}", reply);
        Assert.Equal($"{Sentence}\n\nWe are sorry, but we cannot refund this: It was used.", Write(Frame, Paid(new RefundResult.Succeeded("re")), denied));
    }

    [Fact]
    public void The_plain_sentence_is_sent_where_the_ruling_is_not_what_was_proposed()
    {
        var denied = Claim(new Ruling.Deny { Reasons = Because }, ClaimStatus.Answered, Outcome.Approve);

        Assert.Equal("We are sorry, but we cannot refund this: It was used.", Write(Frame, denied));
    }

    [Fact]
    public void The_plain_sentence_is_sent_where_a_person_has_a_word_in_it()
    {
        Assert.StartsWith("Thank you. A colleague", Write(Frame, Claim(Approve, ClaimStatus.PendingApproval, Outcome.Approve)), StringComparison.Ordinal);
        Assert.StartsWith("Thank you. A colleague", Write(Frame, Claim(new Ruling.Deny { Reasons = Because, Hold = Hold.Rule }, ClaimStatus.PendingApproval, Outcome.Deny)), StringComparison.Ordinal);
        Assert.StartsWith("Thank you for writing", Write(Frame, Claim(new Ruling.Escalate { Reasons = Because, To = Roles.Agent }, ClaimStatus.Answered, Outcome.Escalate)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_plain_sentence_is_sent_where_the_refund_has_not_gone_well()
    {
        RefundResult?[] results = [null, new RefundResult.Failed(RefundFailure.TooLarge, "no"), new RefundResult.Unknown("no")];

        Assert.All(results, result => Assert.DoesNotContain("Anna", Write(Frame, Paid(result)), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Hello Anna, you will get everything back. {c1}")]
    [InlineData("Hallo Anna, es tut uns leid, dass die Lampe kaputt ist. {c1}")]
    [InlineData("Hello Anna, I am so sorry about the lamp.")]
    [InlineData("Hello Anna, I am so sorry about the lamp. {c1} {c2}")]
    public void The_plain_sentence_is_sent_where_the_words_are_refused_or_in_another_language(string frame) =>
        Assert.Equal(Sentence, Write(frame, Paid(new RefundResult.Succeeded("re"))));

    [Fact]
    public void The_language_is_the_one_that_was_understood()
    {
        var reply = Write("de-AT", "Hallo Anna, es tut uns leid, dass die Lampe kaputt ist. {c1}", Paid(new RefundResult.Pending("re")));

        Assert.StartsWith("Hallo Anna, es tut uns leid, dass die Lampe kaputt ist. Eine Erstattung von 73,19 USD", reply, StringComparison.Ordinal);
    }

    [Fact]
    public void An_erased_customer_leaves_the_plain_sentence()
    {
        var record = Samples.Record(Samples.Ticket(TenantId.From("t"))) with { Claims = [Paid(new RefundResult.Succeeded("re"))], Papers = null };

        Assert.Equal(Sentence, ReplyWriter.Write(record, ReplyBook.BuiltIn));
    }

    private static string Write(string frame, params ClaimRecord[] claims) => Write("en", frame, claims);

    private static string Write(string language, string frame, params ClaimRecord[] claims)
    {
        var record = Samples.Record(Samples.Ticket(TenantId.From("t")));
        return ReplyWriter.Write(record with { Claims = [.. claims], Papers = record.Papers! with { Language = language, ReplyFrame = frame } }, ReplyBook.BuiltIn);
    }

    private static ClaimRecord Paid(RefundResult? result) =>
        (Claim(Approve, ClaimStatus.Executed, Outcome.Approve) with { Refund = Samples.Action(Samples.Caps(), Entry) }).After(Samples.Action(Samples.Caps(), Entry).With([result]));

    private static ClaimRecord Claim(Ruling ruling, ClaimStatus status, Outcome proposed)
    {
        var claim = Samples.Record(Samples.Ticket(TenantId.From("t"))).Claims[0];
        return claim with { Ruling = ruling, Status = status, Proposal = claim.Proposal with { Outcome = proposed } };
    }
}
