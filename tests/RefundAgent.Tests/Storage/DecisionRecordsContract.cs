using RefundAgent.Decisions;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Storage;

public abstract class DecisionRecordsContract(TestStore store)
{
    private static readonly DateTimeOffset Until = Samples.Noon.AddMinutes(2);

    private readonly IDecisionRecords records = store.Get<IDecisionRecords>();
    private readonly TenantId tenant = TestStore.NewTenant();

    [Fact]
    public async Task A_message_is_taken_once_and_others_are_told_by_whom_and_until_when()
    {
        var ticket = Samples.Ticket(tenant);

        var first = await TakeAsync(ticket);
        var second = Assert.IsType<Slot.Held>(await records.TakeAsync(ticket, DecisionId.For(ticket with { ReceivedAt = Until }), Until.AddHours(1), default));

        Assert.Equal(DecisionId.For(ticket), Assert.IsType<Slot.Taken>(first).Decision);
        Assert.Equal((DecisionId.For(ticket), Until), (second.Decision, second.Until));
    }

    [Fact]
    public async Task Of_many_who_want_a_message_at_once_one_gets_it()
    {
        var ticket = Samples.Ticket(tenant);

        var slots = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => TakeAsync(ticket)));

        Assert.Single(slots.OfType<Slot.Taken>());
    }

    [Fact]
    public async Task A_new_message_continues_its_ticket_and_knows_what_was_decided_before()
    {
        var tickets = Enumerable.Range(0, 4).Select(minute => Samples.Ticket(tenant, message: $"m{9 - minute}", at: Samples.Noon.AddMinutes(minute))).ToArray();
        await TakeAsync(Samples.Ticket(tenant, ticket: "T1"));
        foreach (var ticket in tickets[..3])
        {
            await TakeAsync(ticket);
        }

        var last = Assert.IsType<Slot.Taken>(await TakeAsync(tickets[3]));
        var again = Assert.IsType<Slot.Held>(await TakeAsync(tickets[1]));

        Assert.Equal(tickets[..3].Select(DecisionId.For), last.Earlier);
        Assert.Equal(tickets[..1].Select(DecisionId.For), again.Earlier);
    }

    [Fact]
    public async Task A_ticket_tells_its_decisions_oldest_first_and_no_others()
    {
        var tickets = Enumerable.Range(0, 3).Select(minute => Samples.Ticket(tenant, message: $"m{9 - minute}", at: Samples.Noon.AddMinutes(minute))).ToArray();
        foreach (var ticket in tickets.Reverse())
        {
            await TakeAsync(ticket);
        }

        await TakeAsync(Samples.Ticket(tenant, ticket: "T1"));
        await TakeAsync(Samples.Ticket(TestStore.NewTenant()));

        Assert.Equal(tickets.Select(DecisionId.For), await records.OfTicketAsync(tenant, tickets[0].Id, default));
        Assert.Empty(await records.OfTicketAsync(tenant, new TicketId("T2"), default));
    }

    [Fact]
    public async Task A_slot_is_taken_over_by_one_only()
    {
        var ticket = Samples.Ticket(tenant);
        await TakeAsync(ticket);
        var held = Assert.IsType<Slot.Held>(await TakeAsync(ticket));

        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => records.TakeOverAsync(ticket, held, Until.AddMinutes(1), default)));

        Assert.Single(taken, won => won);
        Assert.Equal(Until.AddMinutes(1), Assert.IsType<Slot.Held>(await TakeAsync(ticket)).Until);
    }

    [Fact]
    public async Task A_record_is_added_once_and_found_with_its_papers()
    {
        var record = Samples.Record(Samples.Ticket(tenant));

        Assert.NotNull(await records.AddAsync(record, default));
        Assert.Null(await records.AddAsync(record with { Context = default }, default));
        Assert.Equal(CanonicalJson.Write(record with { Listed = true }), CanonicalJson.Write(await records.FindAsync(tenant, record.Id, default)));
        Assert.Null(await records.FindAsync(TestStore.NewTenant(), record.Id, default));
        Assert.Null(await records.FindAsync(tenant, DecisionId.From("no decision's id"), default));
    }

    [Fact]
    public async Task Replacing_a_record_leaves_its_papers()
    {
        var record = await AddAsync();
        var complete = record with { State = RecordState.Complete, CompletedAt = Until };

        var replaced = await records.ReplaceAsync(complete with { Papers = null }, null, default);

        Assert.NotNull(replaced);
        Assert.Equal(CanonicalJson.Write(complete with { Listed = false }), CanonicalJson.Write(await records.FindAsync(tenant, record.Id, default)));
    }

    [Fact]
    public async Task What_is_open_is_listed_as_long_as_it_is()
    {
        var record = await AddAsync();
        Assert.Equal([record.Id], await OpenAsync());

        var done = await records.ReplaceAsync(record with { State = RecordState.Complete }, null, default);
        Assert.Empty(await OpenAsync());

        await records.ReplaceAsync(done! with { State = RecordState.Intended }, null, default);
        Assert.Equal([record.Id], await OpenAsync());
        Assert.Empty((await records.ListAsync(tenant, new DecisionFilter(ClaimStatus.PendingApproval, null), null, 20, default)).Records);
        Assert.Single((await records.ListAsync(tenant, new DecisionFilter(null, null), null, 20, default)).Records);
    }

    [Fact]
    public async Task A_record_is_replaced_only_as_it_was_read()
    {
        var added = await AddAsync();
        var found = await records.FindAsync(tenant, added.Id, default);

        var first = await records.ReplaceAsync(found! with { CompletedAt = Until }, null, default);
        Assert.NotNull(first);
        Assert.Null(await records.ReplaceAsync(added with { CompletedAt = Until.AddDays(1) }, null, default));
        Assert.Null(await records.ReplaceAsync(found with { CompletedAt = Until.AddDays(2) }, found.Papers, default));
        Assert.Equal(Until, (await records.FindAsync(tenant, added.Id, default))!.CompletedAt);
        Assert.NotNull(await records.ReplaceAsync(first with { CompletedAt = Until.AddDays(3) }, null, default));
    }

    [Fact]
    public async Task Of_many_who_replace_a_record_at_once_one_does()
    {
        var added = await AddAsync();

        var replaced = await Task.WhenAll(Enumerable.Range(0, 16).Select(hour =>
            records.ReplaceAsync(added with { CompletedAt = Until.AddHours(hour) }, null, default)));

        var won = Assert.Single(replaced, each => each is not null);
        Assert.Equal(won!.CompletedAt, (await records.FindAsync(tenant, added.Id, default))!.CompletedAt);
    }

    [Fact]
    public async Task Papers_are_replaced_with_their_record_or_neither_is()
    {
        var added = await AddAsync();
        var papers = added.Papers! with { Ticket = added.Papers!.Ticket with { Text = "Blank." } };

        Assert.Null(await records.ReplaceAsync(added with { CompletedAt = Until }, papers with { ETag = "W/\"another\"" }, default));
        Assert.Null((await records.FindAsync(tenant, added.Id, default))!.CompletedAt);
        var replaced = await records.ReplaceAsync(added with { CompletedAt = Until }, papers, default);

        Assert.Equal(CanonicalJson.Write(replaced), CanonicalJson.Write(await records.FindAsync(tenant, added.Id, default)));
        Assert.Equal(("Blank.", Until), (replaced!.Papers!.Ticket.Text, replaced.CompletedAt));
        Assert.NotNull(await records.ReplaceAsync(replaced, replaced.Papers, default));
    }

    [Fact]
    public async Task Replacing_what_was_never_read_is_an_error()
    {
        await AddAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => records.ReplaceAsync(Samples.Record(Samples.Ticket(tenant)), null, default));
    }

    [Fact]
    public async Task Pages_list_newest_first_across_days_without_papers()
    {
        var all = await AddAsync(7, TimeSpan.FromHours(11));

        var listed = new List<DecisionRecord>();
        string? cursor = null;
        do
        {
            var page = await records.ListAsync(tenant, new DecisionFilter(null, null), cursor, 3, default);
            Assert.InRange(page.Records.Length, 1, 3);
            listed.AddRange(page.Records);
            cursor = page.Cursor;
        }
        while (cursor is not null);

        Assert.Equal(all.Select(record => record.Id).Reverse(), listed.Select(record => record.Id));
        Assert.All(listed, record => Assert.Null(record.Papers));
    }

    [Fact]
    public async Task A_page_that_ends_with_the_list_has_no_cursor()
    {
        await AddAsync(3, TimeSpan.FromMinutes(1));

        Assert.Null((await records.ListAsync(tenant, new DecisionFilter(null, null), null, 3, default)).Cursor);
        Assert.Empty((await records.ListAsync(TestStore.NewTenant(), new DecisionFilter(null, null), null, 3, default)).Records);
    }

    [Fact]
    public async Task Lists_can_be_held_to_a_status_and_a_time()
    {
        var all = await AddAsync(6, TimeSpan.FromDays(1));
        await records.ReplaceAsync(all[1] with { Claims = [all[1].Claims[0] with { Status = ClaimStatus.PendingApproval }] }, null, default);
        await records.ReplaceAsync(all[0] with { DecidedAt = all[5].DecidedAt }, null, default);

        Assert.Equal([all[1].Id], await ListAsync(new DecisionFilter(ClaimStatus.PendingApproval, null)));
        Assert.Equal([all[5].Id, all[4].Id, all[0].Id], await ListAsync(new DecisionFilter(null, all[4].DecidedAt)));
        Assert.Equal([all[5].Id, all[0].Id], await ListAsync(new DecisionFilter(ClaimStatus.Answered, all[4].DecidedAt.AddTicks(1))));
        Assert.Equal(6, (await ListAsync(new DecisionFilter(null, DateTimeOffset.MinValue))).Length);
        Assert.Empty(await ListAsync(new DecisionFilter(null, DateTimeOffset.MaxValue)));
    }

    [Fact]
    public async Task What_was_drawn_for_review_is_listed_until_somebody_has_judged_it()
    {
        var all = await AddAsync(3, TimeSpan.FromDays(1));
        var acted = all[1].Claims[0] with { Autonomy = Autonomy.None with { State = AutonomyState.Auto, ReviewShare = 0.05m, Drawn = true } };
        var drawn = await records.ReplaceAsync(all[1] with { Claims = [acted] }, null, default);
        Assert.Equal([drawn!.Id], await ListAsync(new DecisionFilter(null, null, ReviewState.Wanted)));

        await records.ReplaceAsync(drawn with { Claims = [acted with { ReviewedAt = Until }] }, null, default);

        Assert.Empty(await ListAsync(new DecisionFilter(null, null, ReviewState.Wanted)));
        Assert.Equal([drawn.Id], await ListAsync(new DecisionFilter(ClaimStatus.Answered, all[1].DecidedAt, ReviewState.Done)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("20261122")]
    [InlineData("20261122-990000000-0f9a2b7c41d86e35")]
    [InlineData("' or true or '")]
    public async Task A_cursor_of_somebody_elses_is_refused(string cursor) =>
        await Assert.ThrowsAsync<FormatException>(() => records.ListAsync(tenant, new DecisionFilter(null, null), cursor, 3, default));

    [Fact]
    public async Task Hostile_ids_stay_apart()
    {
        var tickets = Samples.HostileIds.SelectMany(id => new[] { Samples.Ticket(tenant, id, "m"), Samples.Ticket(tenant, "t", id) }).ToArray();

        var slots = await Task.WhenAll(tickets.Select(TakeAsync));

        Assert.All(slots, slot => Assert.IsType<Slot.Taken>(slot));
    }

    [Fact]
    public async Task A_ticket_as_long_as_the_contract_allows_is_kept_whole()
    {
        var record = Samples.Record(Samples.Ticket(tenant, text: Samples.Noise(256 * 1024)));

        await records.AddAsync(record, default);

        Assert.Equal(record.Papers!.Ticket.Text, (await records.FindAsync(tenant, record.Id, default))!.Papers!.Ticket.Text);
    }

    private async Task<List<DecisionId>> OpenAsync()
    {
        var open = new List<DecisionId>();
        await foreach (var decision in records.ListOpenAsync(tenant, Samples.Noon.AddDays(-1), default))
        {
            open.Add(decision);
        }

        return open;
    }

    private Task<Slot> TakeAsync(Ticket ticket) => records.TakeAsync(ticket, DecisionId.For(ticket), Until, default);

    private async Task<DecisionRecord[]> AddAsync(int count, TimeSpan apart)
    {
        var all = new DecisionRecord[count];
        for (var index = 0; index < count; index++)
        {
            all[index] = await AddAsync($"m{index}", Samples.Noon + (index * apart));
        }

        return all;
    }

    private async Task<DecisionRecord> AddAsync(string message = "m1", DateTimeOffset? at = null) =>
        (await records.AddAsync(Samples.Record(Samples.Ticket(tenant, message: message, at: at)), default))!;

    private async Task<DecisionId[]> ListAsync(DecisionFilter filter) =>
        [.. (await records.ListAsync(tenant, filter, null, 100, default)).Records.Select(record => record.Id)];
}

public sealed class MemoryDecisionRecordsTests(MemoryStore store) : DecisionRecordsContract(store), IClassFixture<MemoryStore>;

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteDecisionRecordsTests(AzuriteStore store) : DecisionRecordsContract(store);
