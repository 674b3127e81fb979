using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Adapters.Helpdesks.Zammad;

/// <summary>
/// Reads the default payload (admin-docs.zammad.org/en/latest/manage/webhook/payload.html): a ticket, and an article where one was written. It
/// names no kind of event and no installation: whose it is says the secret alone.
/// </summary>
internal sealed class ZammadReader : IDeliveryReader
{
    public bool IsAuthoredByOperator => false;

    public string? Challenge(Func<string, IReadOnlyList<string?>> headers) => null;

    public DeliveryReading Read(HelpdeskDelivery delivery) => DeliveryBody.Read(delivery, root =>
    {
        var ticket = root["ticket"];
        if (!ticket["id"].Exists)
        {
            return new DeliveryReading.Unreadable("There is no ticket.id in it: leave \"Custom Payload\" of the webhook off.");
        }

        // The article's own id would not do: a later change of the ticket can be told with the same article again.
        var id = ticket["id"].RequiredText;
        var key = $"{id}/{root["article"]["id"].Text}/{ticket["updated_at"].RequiredText}";
        return new DeliveryReading.Moved(new TicketId(id), key);
    });
}
