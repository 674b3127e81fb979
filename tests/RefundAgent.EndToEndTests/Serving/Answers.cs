using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace RefundAgent.EndToEndTests.Serving;

/// <summary>A decision as any program outside would read it: written from the contract, not shared with the code under test.</summary>
internal sealed record Decision(
    string DecisionId,
    string TicketId,
    string Outcome,
    string Status,
    MoneyText? Amount,
    ImmutableArray<Claim> Claims,
    string Reply,
    string Advisor,
    int ContextVersion);

internal sealed record Claim(
    string ClaimId, string Kind, string Outcome, string Status, RefundPart? Refund, ImmutableArray<Reason> Reasons, string? Segment);

internal sealed record RefundPart(string OrderId, ImmutableArray<string> Items, MoneyText Amount);

internal sealed record Reason(string Id, string Kind, string Text);

internal sealed record MoneyText(string Amount, string Currency)
{
    public decimal Value => decimal.Parse(Amount, CultureInfo.InvariantCulture);
}

internal sealed record DecisionRecord(
    Decision Decision, string State, int ContextVersion, AdviceTaken Usage, ImmutableArray<ClaimTrace> Claims, ImmutableArray<FeedbackEntry> Feedback)
{
    /// <summary>It was carried out to the end; a decision says what is to be done as soon as that is settled, which is before it is done.</summary>
    public bool IsComplete => State == "complete";
}

/// <summary>What asking a model took, and why the built-in advisor stood in for it where it did.</summary>
internal sealed record AdviceTaken(
    string Advisor, int InputTokens, int OutputTokens, decimal CostUsd, double Milliseconds, string? Fallback, string? Deployment, ImmutableArray<ToolTaken> Tools);

internal sealed record ToolTaken(string Name, bool Failed);

internal sealed record ClaimTrace(string ClaimId, ImmutableArray<string> Items, JsonElement? Action)
{
    /// <summary>What the payment provider says that it gave back; zero where it refused or was never asked.</summary>
    public decimal Moved => Paid.Sum(part => decimal.Parse(
        part.GetProperty("plan").GetProperty("amount").GetProperty("amount").GetString()!, CultureInfo.InvariantCulture));

    public string? ProviderReference => Paid.Select(part => part.GetProperty("result").GetProperty("reference").GetString()).FirstOrDefault();

    private IEnumerable<JsonElement> Paid => Action is { } action
        ? action.GetProperty("parts").EnumerateArray()
            .Where(part => part.TryGetProperty("result", out var result) && result.GetProperty("result").GetString() == "succeeded")
        : [];
}

internal sealed record FeedbackEntry(string Id, string Kind, string By, string? Outcome, string? Reason);

internal sealed record ContextAnswer(int Version, string PolicyName, long Through, ImmutableArray<JsonElement> Items);

internal sealed record DecisionPage(ImmutableArray<Decision> Refunds, string? Cursor);

internal sealed record AcceptedFeedback(string EventId);
