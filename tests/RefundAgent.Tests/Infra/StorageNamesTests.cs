using System.Text.Json;

namespace RefundAgent.Tests.Infra;

/// <summary>A queue or table that only one side knows shows itself in production first, so the lists are compared here.</summary>
public sealed class StorageNamesTests
{
    private static readonly JsonElement Names = JsonDocument.Parse(Repository.Read("infra", "storage-names.json")).RootElement;

    [Fact]
    public void Infra_creates_the_queues_of_the_code() => Assert.Equal(Sorted(QueueNames.All), Listed("queues"));

    [Fact]
    public void Infra_creates_the_tables_of_the_code() => Assert.Equal(Sorted(TableNames.All), Listed("tables"));

    [Fact]
    public void Infra_creates_the_containers_of_the_code() => Assert.Equal(Sorted(ContainerNames.All), Listed("containers"));

    [Fact]
    public void The_lists_of_the_code_leave_nothing_out()
    {
        Assert.Equal(Sorted(Repository.Constants(typeof(QueueNames)).Values), Sorted(QueueNames.All));
        Assert.Equal(Sorted(Repository.Constants(typeof(TableNames)).Values), Sorted(TableNames.All));
        Assert.Equal(Sorted(Repository.Constants(typeof(ContainerNames)).Values), Sorted(ContainerNames.All));
    }

    [Fact]
    public void Every_queue_has_the_poison_queue_that_the_host_would_use()
    {
        Assert.Equal(QueueNames.TicketsPoison, QueueNames.Poison(QueueNames.Tickets));
        Assert.Equal(QueueNames.FeedbackPoison, QueueNames.Poison(QueueNames.Feedback));
    }

    private static IEnumerable<string> Listed(string kind) => Sorted(Names.GetProperty(kind).EnumerateArray().Select(name => name.GetString()!));

    private static IOrderedEnumerable<string> Sorted(IEnumerable<string> names) => names.Order(StringComparer.Ordinal);
}
