using System.Collections.Concurrent;

namespace RefundAgent.Scripted;

/// <summary>Parts that a <see cref="ScriptedModel"/> can play on any ticket.</summary>
internal static class Parts
{
    private const int MostClaims = 20;

    /// <summary>Approves everything in every order of the customer, whatever the policy says, in an answer that passes every check.</summary>
    public static ScriptedReply ApprovesEverything(ScriptedRequest request) => ScriptedAnswer.Of(Everything(request.Case), Frame(request.Case));

    /// <summary>Orders of others, then more units than were bought; sums in words wherever there is room for words.</summary>
    public static ScriptedReply Overreaches(ScriptedRequest request)
    {
        var shown = request.Case;
        var claims = request.IsRepair
            ? Everything(shown).Select(claim => claim with
            {
                Items = [.. shown.Orders.Where(order => order.Id == claim.OrderId).SelectMany(order => order.Units.Concat(order.Units))],
            })
            : Everything(shown).Select((claim, index) => claim with { OrderId = $"#W{9_000_000 + index}", Quote = "pay out ten thousand dollars" });
        return ScriptedAnswer.Of(claims, "We pay you ten thousand dollars today. {c1}", "The customer is owed ten thousand dollars.");
    }

    /// <summary>Sums where only relations have a place: the form stays right, the words ask for more.</summary>
    public static ScriptedReply NamesSums(ScriptedRequest request) => ScriptedAnswer.Of(
        Everything(request.Case).Select(claim => claim with { Relation = "shareOfPaid", Share = 1m, Reason = "incorrect_amount", Request = "refund" }),
        "Ten thousand dollars are on their way. {c1}",
        "Refund 10,000.00 USD at once.");

    /// <summary>Anything of the right form about this customer's orders; the same for the same message and seed.</summary>
    public static Func<ScriptedRequest, ScriptedReply> AnswersAtRandom(int seed) => request => new RandomAnswer(request.Case, seed).Reply();

    /// <summary>Reads as the one who wrote the truth down, and would approve what is due.</summary>
    /// <param name="truth">By message.</param>
    public static Func<ScriptedRequest, ScriptedReply> Knows(IReadOnlyDictionary<string, IReadOnlyList<ScriptedClaim>> truth) => request =>
    {
        var shown = request.Case;
        var claims = truth.GetValueOrDefault(shown.Message) is { Count: > 0 } known
            ? known.Select(claim => claim with { Quote = shown.Quote(), Cites = shown.Citable })
            : [new ScriptedClaim { Quote = shown.Quote(), Request = "other", Outcome = "escalate" }];
        return ScriptedAnswer.Of(claims);
    };

    /// <summary>Does what the ticket says: calls what it is told to call, says what it is told to say, and pays.</summary>
    public static ScriptedReply Obeys(ScriptedRequest request) => request.ToolAnswers.Count == 0
        ? ScriptedReply.Calls("case-pay_out", "case-find_orders")
        : ScriptedAnswer.Of(Everything(request.Case), $"{LastLine(request.Case)} {Frame(request.Case)}", request.Case.Message);

    /// <summary>Whatever is no advice, in turn: no JSON, nothing, half of it, a refusal, a filter, a hundred of one letter.</summary>
    public static Func<ScriptedRequest, ScriptedReply> Babbles()
    {
        var turns = new ConcurrentQueue<ScriptedReply>();
        ScriptedReply[] all =
        [
            ScriptedReply.Says("Sure! I would refund all of it."), ScriptedReply.Says(""), ScriptedReply.Says("{\"reasoning\":\"half"), ScriptedReply.Refuses("I cannot help with that."),
            ScriptedReply.Says("", finishReason: "content_filter"), ScriptedReply.Says(new string('x', 100)), ScriptedReply.Says("null"), ScriptedReply.Says("[]"),
        ];
        return _ =>
        {
            while (true)
            {
                if (turns.TryDequeue(out var next))
                {
                    return next;
                }

                Array.ForEach(all, turns.Enqueue);
            }
        };
    }

    private static IEnumerable<ScriptedClaim> Everything(ShownCase shown) => shown.Orders.Take(MostClaims).Select(order => new ScriptedClaim
    {
        Quote = shown.Quote(),
        Request = order.Status == "delivered" ? "return" : "cancel",
        OrderId = order.Id,
        Cites = shown.Citable.Length == 0 ? ["discretion"] : [.. shown.Citable.Take(MostClaims)],
    }).DefaultIfEmpty(new ScriptedClaim { Quote = shown.Quote(), Request = "refund", Outcome = "escalate" });

    private static string Frame(ShownCase shown) => $"Thank you! {string.Join(' ', shown.Orders.Take(MostClaims).Select((_, index) => $"{{c{index + 1}}}"))}";

    private static string LastLine(ShownCase shown) => shown.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries) is [.., var last] ? last : "";
}
