using RefundAgent.Adapters.Controls;
using RefundAgent.Adapters.Storage;
using RefundAgent.Context;
using RefundAgent.Controls;
using RefundAgent.Erasure;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Erasure;

/// <summary>Cases that somebody pinned: the word keeps its place in the log, and what it pinned loses its facts and pins nothing any more.</summary>
internal sealed class ErasedPins(ITables tables, IControlLog log) : IPersonalData
{
    private readonly ITable rows = tables[TableNames.ControlLog];

    public string Kind => "pins";

    public async Task<int> EraseAsync(TenantId tenant, ErasedCustomer customer, CancellationToken cancellationToken)
    {
        var erased = 0;
        foreach (var entry in await log.ReadAsync(tenant, cancellationToken))
        {
            if (entry.Control is Control.PinItem { Item: LearnedItem.Precedent { Facts.IsEmpty: false } pinned } && customer.Decisions.Contains(pinned.Decision))
            {
                var blank = entry with { Control = new Control.PinItem(pinned with { Facts = pinned.Facts.Clear() }) };
                await rows.TryWriteAsync(RowWrite.Replace(TableControlLog.RowOf(tenant, blank)), cancellationToken);
                erased++;
            }
        }

        return erased;
    }
}
