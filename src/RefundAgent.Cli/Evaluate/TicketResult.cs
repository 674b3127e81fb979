using System.Text.Json;
using System.Text.Json.Serialization;
using RefundAgent.Decisions;

namespace RefundAgent.Cli.Evaluate;

/// <summary>One ticket through one advisor.</summary>
/// <param name="Advisor">As asked for on the command line; the one who spoke in the end stands in <paramref name="Usage"/>.</param>
/// <param name="Prepared">Exact once a person agrees to what waits.</param>
/// <param name="Answer">The decision; null where the call failed.</param>
/// <param name="Usage">From the decision's record; null where there is none.</param>
/// <param name="Currency">Of the ticket's orders.</param>
internal sealed record TicketResult(
    string Advisor, TicketLine Ticket, Verdict Verdict, bool Prepared, JsonElement? Answer, AdvisorUsage? Usage, string Currency)
{
    [JsonIgnore]
    public string? Outcome => Answer?.GetProperty("outcome").GetString();

    [JsonIgnore]
    public string? Status => Answer?.GetProperty("status").GetString();

    /// <summary>What becomes of each claim, in an order of its own: how a message was cut into claims is no difference.</summary>
    [JsonIgnore]
    public string Effect => Answer is not { } answer ? "" : string.Join('\n', answer.GetProperty("claims").EnumerateArray()
        .Select(claim => $"{claim.GetProperty("outcome")} {claim.GetProperty("status")} {(claim.TryGetProperty("refund", out var refund) ? refund.GetRawText() : "")}")
        .Order(StringComparer.Ordinal));
}
