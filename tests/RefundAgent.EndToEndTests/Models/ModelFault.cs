using System.Net;
using RefundAgent.Scripted;

namespace RefundAgent.EndToEndTests.Models;

/// <summary>One thing that a model's server can do to us, and what a customer and the record get then.</summary>
/// <param name="Name">For people.</param>
/// <param name="Fallback">The word that the record's <c>fallback</c> begins with; null where the model speaks in the end.</param>
/// <param name="Turns">The server's answers, one a request; the last one again and again.</param>
internal sealed record ModelFault(string Name, string? Fallback, params Func<ScriptedRequest, ScriptedReply>[] Turns)
{
    private static readonly Func<ScriptedRequest, ScriptedReply> NoJson = _ => ScriptedReply.Says("Sure! I would refund all of it.");

    /// <summary>Tools that the record names, where any are called.</summary>
    public IReadOnlyList<(string Name, bool Failed)> Tools { get; init; } = [];

    /// <summary>Each with a server that is otherwise well.</summary>
    public static IReadOnlyList<ModelFault> All { get; } =
    [
        new("a good answer", null, Agrees),
        new("a tool loop", null, Calls("case-find_orders"), Call("case-policy_clause", """{"ruleId":"return-delivered"}"""), Agrees)
        {
            Tools = [("find_orders", false), ("policy_clause", false)],
        },
        new("parallel tool calls", null, Calls("case-find_orders", "case-refund_history"), Agrees) { Tools = [("find_orders", false), ("refund_history", false)] },
        new("an unknown tool", null, Calls("case-pay_out"), Agrees) { Tools = [("unknown", true)] },
        new("a tool called for a foreign order", null, Call("case-read_order", """{"orderId":"#W6619432"}"""), Agrees) { Tools = [("read_order", true)] },
        new("tool arguments that are no JSON", null, Call("case-read_order", "{\"orderId\":"), Agrees) { Tools = [("unknown", true)] },
        new("an endless tool loop", "tooManyToolCalls", Calls("case-find_orders")) { Tools = [.. Enumerable.Repeat(("find_orders", false), 4)] },
        new("an endless loop of tools that do not exist", "tooManyToolCalls", Calls("case-pay_out")) { Tools = [.. Enumerable.Repeat(("unknown", true), 4)] },
        new("no JSON, mended when told", null, NoJson, Agrees),
        new("no JSON", "invalidAnswer", NoJson),
        new("an empty answer", "invalidAnswer", _ => ScriptedReply.Says("")),
        new("an answer of 200 KB", "invalidAnswer", _ => ScriptedReply.Says(new string('x', 200 * 1024))),
        new("a foreign order id", "invalidAnswer", request => Agreeing(request, claim => claim with { OrderId = "#W6619432" })),
        new("more units than were bought", "invalidAnswer", request => Agreeing(request, claim => claim with { Items = [.. claim.Items, .. claim.Items] })),
        new("more than the order came to", "invalidAnswer", request => Agreeing(request, claim => claim with { Relation = "shareOfPaid", Share = 10 })),
        new("an id that was not shown", "invalidAnswer", request => Agreeing(request, claim => claim with { Cites = ["rule-of-mine"] })),
        new("429, then an answer", null, _ => ScriptedReply.Fails(429, "scripted", ("Retry-After", "1")), Agrees),
        new("429 for longer than there is time", "rateLimited", _ => ScriptedReply.Fails(429, "scripted", ("Retry-After", "60"))),
        new("429, the quota used up", "rateLimited", _ => ScriptedReply.Fails(429, "insufficient_quota")),
        new("500, then an answer", null, _ => ScriptedReply.Fails(500), Agrees),
        new("500", "serverError", _ => ScriptedReply.Fails(500)),
        new("a wrong key", "rejected", _ => ScriptedReply.Fails(401)),
        new("a content filter on the prompt", "rejected", _ => ScriptedReply.Fails(400, "content_filter")),
        new("a content filter on the answer", "refused", _ => ScriptedReply.Says("", finishReason: "content_filter")),
        new("a refusal", "refused", _ => ScriptedReply.Refuses("I cannot help with that.")),
        new("a hang", "timedOut", _ => new ScriptedReply.Hang()),
        new("a cut connection, then an answer", null, _ => new ScriptedReply.Cut(), Agrees),
        new("cut connections", "unreachable", _ => new ScriptedReply.Cut()),
        new("a body that is no completion", "garbled", _ => new ScriptedReply.Body((int)HttpStatusCode.OK, "<html>It works!</html>")),
        new("more than a megabyte", "garbled", _ => new ScriptedReply.Body((int)HttpStatusCode.OK, new string(' ', 1100 * 1024))),
    ];

    /// <summary>Reads and advises as the built-in reader and advisor do: the return of the one item of the one order.</summary>
    public static ScriptedReply Agrees(ScriptedRequest request) => Agreeing(request, claim => claim);

    public override string ToString() => Name;

    private static ScriptedReply Agreeing(ScriptedRequest request, Func<ScriptedClaim, ScriptedClaim> bent)
    {
        var shown = request.Case;
        var claim = new ScriptedClaim
        {
            Quote = shown.Quote(), OrderId = shown.Orders[0].Id, Items = [.. shown.Orders[0].Units], Cites = ["return-delivered"],
        };
        return ScriptedAnswer.Of([bent(claim)]);
    }

    private static Func<ScriptedRequest, ScriptedReply> Calls(params string[] functions) => _ => ScriptedReply.Calls(functions);

    private static Func<ScriptedRequest, ScriptedReply> Call(string function, string arguments) => _ => ScriptedReply.Call(function, arguments);
}
