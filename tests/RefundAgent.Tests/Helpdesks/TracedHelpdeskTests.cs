using System.Diagnostics;
using RefundAgent.Adapters.Helpdesks;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Helpdesks;

public sealed class TracedHelpdeskTests
{
    private readonly FakeHelpdesk helpdesk = new(new SkippingClock());

    [Fact]
    public async Task Each_call_is_a_span_with_the_kind_of_helpdesk_and_nothing_of_the_ticket()
    {
        using var heard = new HeardSpans();
        helpdesk.Open("ticket-77", "My name is Mara.");
        var traced = new TracedHelpdesk(helpdesk, "zendesk");
        var ticket = (await traced.ReadAsync(new TicketId("ticket-77"), default))!;
        await traced.NoteAsync(ticket, "a note on Mara", default);
        await traced.ReplyAsync(ticket, "Dear Mara", default);
        await traced.TagAsync(ticket, ["mara"], default);
        await traced.AssignAsync(ticket, "mara-77", default);

        Assert.Equal(
            ["helpdesk read", "helpdesk note", "helpdesk reply", "helpdesk tag", "helpdesk assign"], heard.All.Select(span => span.DisplayName));
        Assert.All(heard.All, span => Assert.Equal((ActivityKind.Client, "zendesk"), (span.Kind, span.GetTagItem(SpanTags.Connection))));
        Assert.DoesNotContain("mara", heard.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("77", heard.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_fails_says_so_and_is_thrown_on()
    {
        using var heard = new HeardSpans();
        helpdesk.Open("t", "text");
        helpdesk.FailNextBefore(HelpdeskFault.Busy);

        await Assert.ThrowsAsync<HelpdeskException>(() => new TracedHelpdesk(helpdesk, "front").NoteAsync(helpdesk["t"], "note", default));

        var failed = heard.Of("helpdesk note");
        Assert.Equal((ActivityStatusCode.Error, null, typeof(HelpdeskException).FullName), (failed.Status, failed.StatusDescription, failed.GetTagItem(SpanTags.Error)));
    }
}
