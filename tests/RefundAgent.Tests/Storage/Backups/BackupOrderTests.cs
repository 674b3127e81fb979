using RefundAgent.Adapters.Storage.Backups;

namespace RefundAgent.Tests.Storage.Backups;

/// <summary>Nothing that a store keeps is forgotten, and money is copied in the order that errs on its safe side.</summary>
public sealed class BackupOrderTests
{
    [Fact]
    public void Every_table_and_queue_is_in_it_or_left_out_on_purpose()
    {
        Assert.Equal(TableNames.All.Order(StringComparer.Ordinal), BackupOrder.Tables.Concat(BackupOrder.LeftOut).Order(StringComparer.Ordinal));
        Assert.Equal(QueueNames.All.Order(StringComparer.Ordinal), BackupOrder.PoisonQueues.Concat(BackupOrder.WorkQueues).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(TableNames.HelpdeskTickets, TableNames.Decisions)]
    [InlineData(TableNames.ProviderEvents, TableNames.FeedbackInbox)]
    [InlineData(TableNames.ContextPointer, TableNames.ContextVersions)]
    [InlineData(TableNames.ContextVersions, TableNames.ContextItems)]
    [InlineData(TableNames.FeedbackInbox, TableNames.FeedbackLedger)]
    [InlineData(TableNames.Decisions, TableNames.DecisionsByTicket)]
    [InlineData(TableNames.Decisions, TableNames.RefundLedger)]
    [InlineData(TableNames.RefundLedger, TableNames.Spend)]
    [InlineData(TableNames.RefundLedger, TableNames.SandboxPayments)]
    public void What_points_is_copied_before_what_it_points_to(string first, string then) =>
        Assert.True(BackupOrder.Tables.IndexOf(first) < BackupOrder.Tables.IndexOf(then));
}
