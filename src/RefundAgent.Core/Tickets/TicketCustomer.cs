namespace RefundAgent.Tickets;

/// <summary>Who the ticket says is asking.</summary>
/// <param name="Id">The shop's customer id, or the helpdesk's where that is all there is.</param>
/// <param name="Email">Used to find the customer only when no order is known under the id.</param>
/// <param name="Authenticated">
/// False where nobody checked who is writing (an e-mail's From line); such a case never pays without a person.
/// </param>
public sealed record TicketCustomer(CustomerId Id, string? Email, bool Authenticated);
