using RefundAgent.Actions;
using RefundAgent.Adapters.Storage;
using RefundAgent.Evidence;
using RefundAgent.Payments;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Storage;

public abstract class ProviderEventLogContract(TestStore store)
{
    private readonly IProviderEventLog log = store.Get<IProviderEventLog>();
    private readonly TenantId tenant = TestStore.NewTenant();

    [Fact]
    public async Task A_report_is_known_once_it_was_added_and_to_its_tenant_only()
    {
        var report = Report("evt_1");
        Assert.False(await log.HasAsync(tenant, report.Id, default));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => log.AddAsync(tenant, report, default)));

        Assert.True(await log.HasAsync(tenant, report.Id, default));
        Assert.False(await log.HasAsync(tenant, ProviderEventId.From("EVT_1"), default));
        Assert.False(await log.HasAsync(TestStore.NewTenant(), report.Id, default));
    }

    [Fact]
    public async Task A_report_is_kept_as_it_was_first_understood_for_people_to_look_up()
    {
        var (first, second) = (Report("evt_1"), Report("evt_1", DisputeState.Won));
        await log.AddAsync(tenant, first, default);
        await log.AddAsync(tenant, second, default);

        var row = await store.Table(TableNames.ProviderEvents).FindAsync(KeyText.Encode(tenant.Value), KeyText.Encode("evt_1"), default);

        Assert.Equal(CanonicalJson.Write<ProviderEvent>(first), CanonicalJson.Write(row!.Read<ProviderEvent>(TableNames.ProviderEvents)));
    }

    [Fact]
    public async Task Hostile_ids_stay_apart()
    {
        foreach (var id in Samples.HostileIds)
        {
            Assert.False(await log.HasAsync(tenant, ProviderEventId.From(id), default));
            await log.AddAsync(tenant, Report(id), default);
            Assert.True(await log.HasAsync(tenant, ProviderEventId.From(id), default));
        }
    }

    private static ProviderEvent.DisputeChanged Report(string id, DisputeState state = DisputeState.Chargeback) => new()
    {
        Id = ProviderEventId.From(id),
        At = Samples.Noon,
        Payments = [PaymentReference.From("ch_1")],
        Dispute = "dp_1",
        State = state,
        Reason = "fraudulent",
        Amount = Samples.Usd(48_00),
    };
}

public sealed class MemoryProviderEventLogTests(MemoryStore store) : ProviderEventLogContract(store), IClassFixture<MemoryStore>;

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteProviderEventLogTests(AzuriteStore store) : ProviderEventLogContract(store);
