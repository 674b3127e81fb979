using System.Security.Cryptography;
using System.Text;

namespace RefundAgent.Scripted;

/// <summary>An answer that passes every check and is otherwise drawn by lot.</summary>
internal sealed class RandomAnswer(ShownCase shown, int seed)
{
    private static readonly string[] Requests = ["unclear", "return", "cancel", "refund", "exchange", "changeItems", "information", "other"];
    private static readonly string?[] Reasons = [null, null, "defective", "changed_mind", "ordered_by_mistake", "not_received", "wrong_item", "other"];

    private readonly Random random = new(BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}|{shown.Message}"))));

    public ScriptedReply Reply()
    {
        var claims = Enumerable.Range(0, 1 + random.Next(4)).Select(_ => Claim()).ToList();
        return ScriptedAnswer.Of(claims, random.Next(2) == 0 ? null : $"Hello! {string.Join(' ', claims.Select((_, index) => $"{{c{index + 1}}}"))}");
    }

    private ScriptedClaim Claim()
    {
        var order = shown.Orders.Length == 0 || random.Next(6) == 0 ? null : shown.Orders[random.Next(shown.Orders.Length)];
        var request = Requests[random.Next(Requests.Length)];
        var isAboutMoney = request is "return" or "cancel" or "refund";
        var outcome = isAboutMoney && order is not null && shown.Citable.Length > 0 && random.Next(3) > 0 ? "approve"
            : shown.Citable.Length > 0 && random.Next(3) == 0 ? "deny"
            : random.Next(2) == 0 ? "ask" : "escalate";
        var share = outcome == "approve" && random.Next(3) == 0;
        return new ScriptedClaim
        {
            Quote = shown.Quote(20 + random.Next(180)),
            Request = request,
            OrderId = order?.Id,
            Items = order is null || random.Next(3) == 0 ? [] : [.. order.Units.Where(_ => random.Next(2) == 0)],
            Reason = Reasons[random.Next(Reasons.Length)],
            Cites = [.. shown.Citable.Where((_, index) => index == 0 || random.Next(4) == 0).Take(20)],
            Outcome = outcome,
            Relation = share ? "shareOfPaid" : "entitled",
            Share = share ? random.Next(1, 101) / 100m : null,
            Confidence = random.NextDouble(),
            Missing = outcome == "ask" ? ["whichItems"] : [],
        };
    }
}
