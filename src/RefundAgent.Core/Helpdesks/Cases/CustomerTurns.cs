using RefundAgent.Replies;
using RefundAgent.Tickets;

namespace RefundAgent.Helpdesks;

/// <summary>The customer's comments that want a decision, one after the other; none once a person of the team has answered.</summary>
internal static class CustomerTurns
{
    /// <summary>Longer than any request; what is beyond it is for the team to read.</summary>
    private const int MostCharacters = 32_768;

    public static TicketMove.Decide? NextIn(TicketView view) =>
        view.Case.TakenOver is null
        && view.Thread.State != TicketState.Closed
        && view.Thread.Comments.FirstOrDefault(comment => IsNew(view, comment)) is { } comment
            ? new TicketMove.Decide(comment, TicketOf(view, comment))
            : null;

    private static bool IsNew(TicketView view, TicketComment comment) =>
        comment is { Author.Kind: AuthorKind.Customer, Public: true }
        && !string.IsNullOrWhiteSpace(comment.Text)
        && view.Case.Decided.All(decided => decided.Comment != comment.Id);

    private static Ticket TicketOf(TicketView view, TicketComment comment)
    {
        var (connection, customer) = (view.Connection, view.Thread.Customer);

        // Somebody else who writes on the ticket cannot speak for its customer; a From line or a doubt of the helpdesk's proves nothing.
        var isProven = connection.CustomersAuthenticated
            && comment is { Origin: not CommentOrigin.Email, Suspect: false }
            && comment.Author.Id == customer.Id;
        return new Ticket
        {
            Tenant = connection.Tenant,
            Id = connection.TicketOf(view.Thread.Id),
            Message = new MessageId(comment.Id.Value),
            Text = comment.Text[..Math.Min(comment.Text.Length, MostCharacters)],

            // The helpdesk's own numbers could be another customer's of the shop, so they never stand for one by themselves.
            Customer = new TicketCustomer(new CustomerId(customer.ShopId ?? $"{connection.Name}:{customer.Id}"), customer.Email, isProven),
            Channel = comment.Origin == CommentOrigin.Email ? "email" : view.Thread.Channel,
            Language = LanguageOf(comment.Text, view.Thread.Language),
            BroughtBy = connection.Principal,
            ReceivedAt = view.Now,
        };
    }

    /// <summary>What the message makes plain counts for more than the helpdesk's setting, which often is nobody's choice.</summary>
    private static string? LanguageOf(string text, string? setting) =>
        LanguageGuess.Of(text) is { } plain && LanguageTag.Primary(setting ?? plain) is var set && set != plain ? plain : setting;
}
