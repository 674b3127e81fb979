using System.Collections.Immutable;
using System.Text;
using RefundAgent.Helpdesks;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Web.Webhooks;

/// <summary>Connections whose proof is a word in a header, which counts how often it was worked through, and whose reader says what a test wants.</summary>
internal sealed class ScriptedHelpdesks : IHelpdesks
{
    public const string Header = "X-Word";

    private readonly ImmutableArray<Scripted> scripted;

    public ScriptedHelpdesks(params string[] names) => scripted = [.. names.Select(name => new Scripted(name))];

    public ImmutableArray<ConnectedHelpdesk> All => [.. scripted.Select(each => each.Connected)];

    public ConnectedHelpdesk? Find(string name) => All.FirstOrDefault(each => each.Connection.Name.Value == name);

    public Scripted this[string name] => scripted.Single(each => each.Connected.Connection.Name.Value == name);

    /// <summary>How often a delivery was held against any secret.</summary>
    public int Proofs => scripted.Sum(each => each.Proofs);

    public static HttpRequestMessage Delivery(string name, string body, string? word)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"api/webhooks/{name}") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Headers.TryAddWithoutValidation(Header, word);
        return request;
    }

    internal sealed class Scripted : IDeliveryProof, IDeliveryReader
    {
        public Scripted(string name) => Connected = new ConnectedHelpdesk(
            new HelpdeskConnection { Name = new ConnectionName(name), Tenant = new TenantId($"tenant of {name}"), Kind = name }, this, this, null!);

        public ConnectedHelpdesk Connected { get; }

        public string Word => $"the word of {Connected.Connection.Name}";

        public int Proofs { get; private set; }

        public Func<HelpdeskDelivery, DeliveryReading> Says { get; set; } = delivery => new DeliveryReading.Moved(new TicketId("7"), "key 1");

        public string? Asks { get; set; }

        public bool IsAuthoredByOperator { get; set; }

        public string? EventHeader { get; set; }

        public bool Holds(Func<string, IReadOnlyList<string?>> headers, ReadOnlySpan<byte> body, DateTimeOffset now)
        {
            Proofs++;
            return headers(Header) is [{ } word] && word == Word;
        }

        public string? Challenge(Func<string, IReadOnlyList<string?>> headers) => Asks;

        public DeliveryReading Read(HelpdeskDelivery delivery) => Says(delivery);
    }
}
