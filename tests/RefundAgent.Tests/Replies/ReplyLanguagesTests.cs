using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Policies;
using RefundAgent.Reading;
using RefundAgent.Records;
using RefundAgent.Replies;
using RefundAgent.Tests.Storage;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Replies;

public sealed class ReplyLanguagesTests
{
    private static readonly Reason Rule = new("rule", ReasonKind.Policy, "Ask me.");

    [Fact]
    public void A_customer_is_answered_in_the_language_that_the_helpdesk_says()
    {
        var reply = Write(Denied(Reason.Of(ReasonIds.NothingLeft, ReasonKind.Limit, new Phrase(TextKeys.ItemsGivenBack))), "fr-CA", "My lamp is broken and I want my money.");

        Assert.StartsWith("Nous sommes désolés", reply, StringComparison.Ordinal);
        Assert.EndsWith("Ces articles sont déjà remboursés ou en cours de remboursement.", reply, StringComparison.Ordinal);
    }

    [Fact]
    public void Else_in_the_language_of_the_message_and_else_in_the_default()
    {
        Assert.StartsWith("Es tut uns leid", Write(Denied(Rule), null, "Meine Lampe ist kaputt und ich möchte sie nicht mehr."), StringComparison.Ordinal);
        Assert.StartsWith("We are sorry", Write(Denied(Rule), null, "#W1: lamp"), StringComparison.Ordinal);
        Assert.StartsWith("We are sorry", Write(Denied(Rule), "fi", "Lamppuni on rikki."), StringComparison.Ordinal);
        Assert.StartsWith("Es tut uns leid", Write(Denied(Rule), "und", "Meine Lampe ist kaputt und ich möchte sie nicht mehr."), StringComparison.Ordinal);
    }

    [Fact]
    public void Questions_of_the_program_are_translated_and_the_operators_are_not()
    {
        var ask = new Ruling.Ask
        {
            Reasons = [Rule],
            Questions = [DoubtQuestions.For(new Doubt(DoubtKind.UnknownItem, "blue lamp"))!],
            Missing = ["We cannot find the item (“blue lamp”) in this order. Please name it as your order lists it.", "Which floor?"],
        };

        Assert.Equal(
            "Para poder ayudarle, necesitamos saber un poco más: No encontramos ese artículo («blue lamp») en el pedido. Por favor, nómbrelo como aparece en su pedido. Which floor?",
            Write(Claim(ask, ClaimStatus.Answered), "es"));
        Assert.EndsWith(string.Join(' ', ask.Missing), Write(Claim(ask, ClaimStatus.Answered), "en"), StringComparison.Ordinal);
    }

    /// <summary>The record says in English what the customer is asked, and the two must not drift apart.</summary>
    [Theory]
    [InlineData(DoubtKind.WhichOrder)]
    [InlineData(DoubtKind.UnknownOrder)]
    [InlineData(DoubtKind.WhichItems)]
    [InlineData(DoubtKind.UnknownItem)]
    [InlineData(DoubtKind.Conditional)]
    [InlineData(DoubtKind.WhichRequest)]
    public void Every_question_about_a_doubt_has_a_text_in_every_language(DoubtKind kind)
    {
        var question = DoubtQuestions.For(new Doubt(kind, ""))!;
        var asked = ReplyBook.BuiltIn.Languages.Select(language => ReplyBook.BuiltIn.TextsFor(null, language).Say(question)).ToArray();

        Assert.Equal(asked.Length, asked.Distinct().Count());
        Assert.Contains(question.InEnglish(), asked);
    }

    [Fact]
    public void A_fee_is_told_in_the_customers_language_with_its_sum()
    {
        var entry = Samples.Entry(TenantId.From("t"), "c1", 73_19);
        var ruling = new Ruling.Approve
        {
            Amount = entry.Amount, Order = OrderId.From("o1"), Items = [ItemId.From("i1")], KeepItem = true,
            Reasons = [Rule, Reason.Of(ReasonIds.RestockingFee, ReasonKind.Policy, new Phrase(TextKeys.Fee, Amount: new Money(6_00, Currency.Usd)))],
        };
        var paid = Claim(ruling, ClaimStatus.Executed).After(Samples.Action(Samples.Caps(), entry).With([new RefundResult.Succeeded("re")]));

        Assert.EndsWith("其中扣除了退货手续费 6.00 USD。您无需寄回任何商品。", Write(paid, "zh"), StringComparison.Ordinal);
        Assert.Contains("Wir haben Ihnen 73,19 USD für Ihre Bestellung o1", Write(paid, "de"), StringComparison.Ordinal);
        Assert.EndsWith("Eine Rücknahmegebühr von 6,00 USD haben wir einbehalten. Sie müssen nichts zurückschicken.", Write(paid, "de"), StringComparison.Ordinal);
    }

    /// <summary>Rows that older versions wrote have words and no keys.</summary>
    [Fact]
    public void Words_without_a_key_are_shown_as_they_were_written()
    {
        var old = new Reason(ReasonIds.NothingLeft, ReasonKind.Limit, "Nothing was paid for this order.");
        var ask = new Ruling.Ask { Reasons = [Rule], Missing = ["Which order?"] };

        Assert.EndsWith("Der Grund: Nothing was paid for this order.", Write(Denied(old), "de"), StringComparison.Ordinal);
        Assert.EndsWith(": Which order?", Write(Claim(ask, ClaimStatus.Answered), "de"), StringComparison.Ordinal);
        Assert.EndsWith("Der Grund: From a later version.", Write(Denied(new Reason("x", ReasonKind.Limit, "From a later version.", new Phrase("why.later"))), "de"), StringComparison.Ordinal);
    }

    private static string Write(ClaimRecord claim, string? language, string text = "My lamp broke.")
    {
        var ticket = Samples.Ticket(TenantId.From("t"), text: text) with { Language = language };
        return ReplyWriter.Write(Samples.Record(ticket) with { Claims = [claim] }, ReplyBook.BuiltIn);
    }

    private static ClaimRecord Denied(Reason why) => Claim(new Ruling.Deny { Reasons = [why] }, ClaimStatus.Answered);

    private static ClaimRecord Claim(Ruling ruling, ClaimStatus status) =>
        Samples.Record(Samples.Ticket(TenantId.From("t"))).Claims[0] with { Ruling = ruling, Status = status };
}
