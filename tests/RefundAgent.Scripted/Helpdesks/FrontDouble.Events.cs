using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace RefundAgent.Scripted.Helpdesks;

internal sealed partial class FrontDouble
{
    protected override IEnumerable<DoubleDelivery> EventsOf(DoubleChange change)
    {
        var (name, type) = change switch
        {
            { Kind: DoubleChangeKind.Opened } => ("inbound_received", "inbound"),
            { Kind: DoubleChangeKind.Commented, Comment: { } said } when !IsMessage(said) => ("new_comment_added", "comment"),
            { Kind: DoubleChangeKind.Commented, Comment: { } said } => IsInbound(said) ? ("inbound_received", "inbound") : ("outbound_reply_sent", "out_reply"),
            { Kind: DoubleChangeKind.StateChanged, Ticket.State: DoubleState.Open } => ("conversation_reopened", "reopen"),
            { Kind: DoubleChangeKind.StateChanged } => ("conversation_archived", "archive"),
            { Kind: DoubleChangeKind.Tagged } => ("tag_added", "tag"),
            { Kind: DoubleChangeKind.Assigned } => ("assignee_changed", "assign"),
            _ => default,
        };
        if (type is null)
        {
            yield break;
        }

        yield return Signed(new
        {
            type = name,
            authorization = new { id = Company },
            payload = new
            {
                id = $"evt_{change.Number}",
                type,
                emitted_at = Seconds(change.At),
                conversation = ConversationOf(change.Ticket),
                target = change.Comment is null ? null
                    : IsMessage(change.Comment) ? Target("message", MessageOf(change.Ticket, change.Comment))
                    : Target("comment", CommentOf(change.Ticket, change.Comment)),
            },
        });
    }

    /// <summary>As Front asks an address, when its webhook is saved, whether it belongs to who saved it.</summary>
    public DoubleDelivery Validation(string challenge)
    {
        var sync = Signed(new { type = "sync", authorization = new { id = Company } });
        return sync with { Headers = new Dictionary<string, string>(sync.Headers) { ["X-Front-Challenge"] = challenge } };
    }

    private DoubleDelivery Signed(object what)
    {
        var body = JsonSerializer.Serialize(what);
        var stamp = Now().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{stamp}:{body}"));
        return new DoubleDelivery(body, new Dictionary<string, string> { ["X-Front-Request-Timestamp"] = stamp, ["X-Front-Signature"] = Convert.ToBase64String(mac) });
    }

    private static object Target(string type, object data) => new { _meta = new { type }, data };
}
