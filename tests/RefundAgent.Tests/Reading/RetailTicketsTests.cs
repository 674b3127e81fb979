using System.Collections.Immutable;
using RefundAgent.Reading;
using Xunit.Abstractions;

namespace RefundAgent.Tests.Reading;

/// <summary>The reader against tickets that nobody on this project wrote, under a simple retail policy.</summary>
public sealed class RetailTicketsTests(ITestOutputHelper output)
{
    private static readonly Lazy<RetailData?> Data = new(RetailData.Find);

    private readonly MessageReader reader = new();

    [Fact]
    public void No_ticket_pays_a_cent_that_the_truth_does_not_hold()
    {
        foreach (var ticket in Tickets())
        {
            Assert.False(RetailData.Exceeds(Payout(ticket, ticket.Message), ticket.Truth), $"{ticket.Id} pays too much.");
        }
    }

    [Theory]
    [InlineData("templated", 0.97)]
    [InlineData("freeText", 0.40)]
    public void Most_tickets_with_refunds_are_paid_exactly(string group, double least)
    {
        var tickets = Tickets().Where(ticket => ticket.Group == group && ticket.Truth.Count > 0).ToList();
        var exact = tickets.Count(ticket => RetailData.Equal(Payout(ticket, ticket.Message), ticket.Truth));
        output.WriteLine($"{group}: {exact} of {tickets.Count} exact");
        Assert.True(exact >= least * tickets.Count, $"Only {exact} of {tickets.Count} {group} tickets are read exactly.");
    }

    [Fact]
    public void Ordinary_tickets_are_not_taken_for_manipulation() =>
        Assert.DoesNotContain(Tickets(), ticket => reader.Read(ticket.Message, null, ticket.Orders)
            .Any(claim => claim.Doubts.Any(doubt => doubt.Kind == DoubtKind.Manipulation)));

    [Fact]
    public void Hostile_text_behind_a_ticket_never_adds_money_nor_changes_it_silently()
    {
        foreach (var ticket in Tickets().Where(ticket => ticket.Truth.Count > 0).Chunk(25).Select(chunk => chunk[0]).Take(10))
        {
            var alone = Payout(ticket, ticket.Message);
            foreach (var text in Data.Value!.Hostile)
            {
                var claims = reader.Read($"{ticket.Message}\n{text}", null, ticket.Orders);
                var paid = RetailData.Payout(claims, ticket.Orders);
                Assert.False(RetailData.Exceeds(paid, alone), $"{ticket.Id} pays more with: {text}");
                Assert.True(RetailData.Equal(paid, alone) || claims.Any(claim => !claim.IsCertain), $"{ticket.Id} changes silently with: {text}");
            }
        }
    }

    private Dictionary<string, long> Payout(RetailTicket ticket, string message) =>
        RetailData.Payout(reader.Read(message, null, ticket.Orders), ticket.Orders);

    private ImmutableArray<RetailTicket> Tickets()
    {
        if (Data.Value is null)
        {
            output.WriteLine("Left out: no ../shared/data beside the repository, so there are no third-party tickets to read.");
        }

        return Data.Value?.Tickets ?? [];
    }
}
