using RefundAgent.Feedback;
using RefundAgent.Reconciliation;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Storage;

public abstract class DiscrepanciesContract(TestStore store)
{
    private readonly IDiscrepancies discrepancies = store.Get<IDiscrepancies>();
    private readonly TenantId tenant = TestStore.NewTenant();

    [Fact]
    public async Task The_same_finding_is_one_record_and_other_facts_are_another()
    {
        Assert.True(await discrepancies.ReportAsync(Found("re_1", "a"), default));
        Assert.False(await discrepancies.ReportAsync(Found("re_1", "a") with { LastSeenAt = Samples.Noon.AddHours(1), OpenedAt = Samples.Noon.AddHours(1) }, default));
        Assert.True(await discrepancies.ReportAsync(Found("re_1", "b"), default));

        var first = await discrepancies.FindAsync(tenant, Found("re_1", "a").Id, default);
        Assert.Equal((Samples.Noon, Samples.Noon.AddHours(1)), (first!.OpenedAt, first.LastSeenAt));
        Assert.Null(await discrepancies.FindAsync(TestStore.NewTenant(), first.Id, default));
    }

    [Fact]
    public async Task A_closed_one_stays_closed_when_it_is_found_again()
    {
        await discrepancies.ReportAsync(Found("re_1", "a"), default);
        var open = (await discrepancies.FindAsync(tenant, Found("re_1", "a").Id, default))!;
        var closed = open with { Closed = new DiscrepancyClosing(PrincipalId.From("Ann"), Samples.Noon, "paid by hand") };

        Assert.NotNull(await discrepancies.ReplaceAsync(closed, default));
        Assert.Null(await discrepancies.ReplaceAsync(closed with { Closed = null }, default));
        Assert.False(await discrepancies.ReportAsync(Found("re_1", "a") with { LastSeenAt = Samples.Noon.AddDays(1) }, default));

        Assert.Empty((await discrepancies.ListAsync(tenant, open: true, null, 20, default)).Found);
        Assert.Equal("paid by hand", Assert.Single((await discrepancies.ListAsync(tenant, open: false, null, 20, default)).Found).Closed!.Note);
    }

    [Fact]
    public async Task A_list_comes_in_pages_and_a_strange_cursor_is_told()
    {
        for (var index = 0; index < 5; index++)
        {
            await discrepancies.ReportAsync(Found($"re_{index}", "a"), default);
        }

        var (seen, cursor) = (new List<DiscrepancyId>(), default(string));
        do
        {
            var page = await discrepancies.ListAsync(tenant, null, cursor, 2, default);
            seen.AddRange(page.Found.Select(found => found.Id));
            cursor = page.Cursor;
        }
        while (cursor is not null);

        Assert.Equal(5, seen.Distinct().Count());
        Assert.Equal(5, seen.Count);
        await Assert.ThrowsAsync<FormatException>(() => discrepancies.ListAsync(tenant, null, string.Empty, 2, default));
    }

    [Fact]
    public async Task Of_many_that_find_it_at_once_one_is_the_first()
    {
        var news = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => discrepancies.ReportAsync(Found("re_1", "a"), default))));

        Assert.Single(news, isNew => isNew);
    }

    private Discrepancy Found(string subject, string facts) =>
        Discrepancy.Of(tenant, DiscrepancyKind.RefundOutsideLedger, subject, facts, "Look at it.", Samples.Noon, amount: Samples.Usd(5));
}

public sealed class MemoryDiscrepanciesTests(MemoryStore store) : DiscrepanciesContract(store), IClassFixture<MemoryStore>;

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteDiscrepanciesTests(AzuriteStore store) : DiscrepanciesContract(store);
