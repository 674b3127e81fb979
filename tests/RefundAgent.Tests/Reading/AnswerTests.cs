using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Policies;
using RefundAgent.Reading;
using RefundAgent.Records;
using RefundAgent.Tests.Storage;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Reading;

/// <summary>A second message behind a question of ours, against the invented shop with a second lamp in a third delivered order.</summary>
public sealed class AnswerTests
{
    private static readonly ImmutableArray<Order> Orders =
        Shop.Orders.Add(Shop.Order("#A1007", "delivered", "paypal_22", "2024-04-01", Shop.Item("lamp-2", "Desk Lamp", "45.00", 1)));

    [Theory]
    [InlineData("I want to return the lamp.", "It's in order #A1001.", "Return #A1001 lamp")]
    [InlineData("I want to return the lamp.", "#A1007", "Return #A1007 lamp-2")]
    [InlineData("Please cancel the order.", "A1004, sorry", "Cancel #A1004 whole")]
    [InlineData("Cancel #A1004 and return the lamp.", "The lamp is in #A1001", "Return #A1001 lamp")]
    [InlineData("Please cancel the office chair.", "Yes please cancel all of it.", "Cancel #A1003 whole")]
    [InlineData("I want to return the yoga mat.", "Yes, please cancel it.", "Cancel #A1004 whole")]
    [InlineData("My order never arrived. Please refund it.", "It's order #A1001.", "Refund #A1001 whole")]
    [InlineData("Please cancel the office chair.", "Cancel order #A1004, please.", "Cancel #A1004 whole")]
    public void An_answer_settles_what_was_asked(string first, string second, string expected) => Assert.Equal(expected, Certain(first, second));

    [Theory]
    [InlineData("I want to return the lamp.", "I am not sure.")]
    [InlineData("I want to return the lamp.", "Order #A1002.")]
    [InlineData("I want to return the lamp. If you can repair it, do that.", "It's in order #A1001.")]
    [InlineData("I want to return the lamp from #A1001 unless you can fix it.", "Yes, return it.")]
    [InlineData("Please cancel the office chair.", "No, please do not cancel all of it.")]
    [InlineData("Please cancel the office chair.", "What would cancelling all of it cost?")]
    public void An_answer_that_leaves_it_open_moves_no_money(string first, string second) => Assert.Equal("", Certain(first, second));

    [Fact]
    public void The_answer_is_paid_under_the_key_of_the_request() =>
        Assert.Equal(Origin("I want to return the lamp."), Assert.Single(Read("I want to return the lamp.", "It's in order #A1001.")).Origin);

    private static string Certain(string first, string second) => string.Join("; ", Read(first, second)
        .Select(claim => claim.Reading)
        .Where(claim => claim.IsCertain && claim.IsAboutMoney)
        .Select(claim => $"{claim.Request} {claim.Order} {(claim.WholeOrder ? "whole" : string.Join(' ', claim.Items))}"));

    private static ImmutableArray<ReadClaim> Read(string first, string second)
    {
        var ticket = Message("m2", second);
        return new Conversation(new MessageReader()).Read(ticket, DecisionId.For(ticket), Conversation.Asked(Asked(first)), Orders);
    }

    /// <summary>Every claim that is doubtful, or that the sample policy would ask about, was asked about.</summary>
    private static DecisionRecord Asked(string text)
    {
        var ticket = Message("m1", text);
        var claims = new Conversation(new MessageReader()).Read(ticket, DecisionId.For(ticket), [], Orders);
        var record = Samples.Record(ticket);
        return record with
        {
            Claims = [.. claims.Select(claim => record.Claims[0] with { Id = claim.Id, Ruling = RulingOn(claim.Reading) })],
            Papers = new CasePapers { Ticket = ticket, Claims = [.. claims.Select(claim => new ClaimPapers(claim.Id, claim.Reading, [], claim.Origin))] },
        };
    }

    private static Ruling RulingOn(ClaimReading claim)
    {
        ImmutableArray<Reason> because = [new Reason("r", ReasonKind.Policy, "because")];
        return claim is { IsCertain: true, Request: RequestKind.Cancel, WholeOrder: true }
            ? new Ruling.Deny { Reasons = because }
            : new Ruling.Ask { Reasons = because, Missing = ["What is missing?"] };
    }

    private static ClaimOrigin Origin(string first) => Asked(first).Papers!.Claims[0].Origin;

    private static Ticket Message(string id, string text) => Samples.Ticket(TenantId.From("shop"), message: id, text: text);
}
