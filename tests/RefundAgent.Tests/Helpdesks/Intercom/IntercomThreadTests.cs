using System.Text.Json;
using RefundAgent.Adapters.Helpdesks.Intercom;
using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;

namespace RefundAgent.Tests.Helpdesks.Intercom;

public sealed class IntercomThreadTests
{
    /// <summary>A teammate who answers takes a conversation over; a message to many in that teammate's name does not.</summary>
    [Theory]
    [InlineData("admin_initiated", AuthorKind.Staff)]
    [InlineData("automated", AuthorKind.Machine)]
    [InlineData("campaigns_initiated", AuthorKind.Machine)]
    [InlineData("operator_initiated", AuthorKind.Machine)]
    public void What_a_campaign_sent_is_a_machines_whoever_it_names(string delivered, AuthorKind kind)
    {
        var ticket = Read("""{"type":"admin","id":"814860"}""", delivered);

        Assert.Equal((kind, CommentOrigin.Other), (ticket.Comments[0].Author.Kind, ticket.Comments[0].Origin));
        Assert.Equal("c1", ticket.Customer.Id);
    }

    [Fact]
    public void In_a_conversation_of_several_the_one_who_opened_it_is_the_customer_and_the_others_are_unproven()
    {
        var ticket = Read("""{"type":"user","id":"c2","email":"two@mail.example"}""", "customer_initiated");

        Assert.Equal(new HelpdeskCustomer("c2", "shop-2", "two@mail.example"), ticket.Customer);
        Assert.Equal([("c2", false), ("c1", true)], ticket.Comments.Select(comment => (comment.Author.Id, comment.Suspect)));
    }

    [Fact]
    public void A_visitor_who_is_not_signed_in_is_no_customer_of_the_shop()
    {
        var ticket = Read("""{"type":"lead","id":"c1","email":"one@mail.example"}""", "customer_initiated", other: "c2");

        Assert.Equal((null, true), (ticket.Customer.ShopId, ticket.Comments[0].Suspect));
    }

    [Theory]
    [InlineData("null", "null", null)]
    [InlineData("0", "0", null)]
    [InlineData("814860", "5017691", "814860")]
    [InlineData("0", "5017691", "team:5017691")]
    public void Nobody_is_told_by_null_and_by_zero(string admin, string team, string? assignee) =>
        Assert.Equal(assignee, Read("""{"type":"user","id":"c1"}""", "customer_initiated", admin, team).Assignee);

    private static HelpdeskTicket Read(string author, string delivered, string admin = "null", string team = "null", string other = "c1")
    {
        using var conversation = JsonDocument.Parse($$"""
            {
              "type": "conversation", "id": "7001", "created_at": 1795409999, "state": "open",
              "admin_assignee_id": {{admin}}, "team_assignee_id": {{team}}, "conversation_rating": { "rating": null },
              "source": { "type": "conversation", "id": "9", "delivered_as": "{{delivered}}", "body": "<p>Hello</p>", "author": {{author}} },
              "contacts": { "contacts": [ { "id": "c1", "external_id": "shop-1" }, { "id": "c2", "external_id": "shop-2" } ] },
              "conversation_parts": { "conversation_parts": [
                { "id": "51", "part_type": "comment", "body": "<p>Me too</p>", "created_at": 1795410000, "author": { "type": "user", "id": "{{other}}" } }
              ] }
            }
            """);
        return IntercomThread.Read(new ApiJson("the test", conversation.RootElement), new IntercomWorkspace("1", ["1", "814860"]));
    }
}
