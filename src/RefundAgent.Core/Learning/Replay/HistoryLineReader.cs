using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using RefundAgent.Amounts;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Identity;

namespace RefundAgent.Learning.Replay;

/// <summary>Reads one history line field by field, so that its author hears of all faults and not of the first.</summary>
internal sealed class HistoryLineReader(int number)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    private readonly ImmutableArray<LineFault>.Builder faults = ImmutableArray.CreateBuilder<LineFault>();

    public ImmutableArray<LineFault> Faults => faults.ToImmutable();

    public HistoryLine? Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement) : Fault<HistoryLine>("$", "write one JSON object a line");
        }
        catch (JsonException bad)
        {
            return Fault<HistoryLine>("$", $"not JSON, or a key stands twice ({bad.Message.Split(". LineNumber", 2)[0].Split(" LineNumber", 2)[0]}); write one JSON object a line");
        }
        catch (InvalidOperationException)
        {
            return Fault<HistoryLine>("$", "holds half of a surrogate pair (\\ud800 to \\udfff); write whole characters");
        }
    }

    private HistoryLine? Read(JsonElement root)
    {
        var id = IdOf(root, "id");
        if (id is null && !faults.Any(fault => fault.Field == "id"))
        {
            faults.Add(new LineFault(number, "id", "missing; write a text of its own for every case"));
        }

        var claim = Section(root, "claim");
        var verdict = Section(root, "verdict");
        var line = new HistoryLine
        {
            Id = id ?? "",
            At = Time(root),
            Reason = Text(claim, "claim.reason"),
            Text = Text(claim, "claim.text"),
            Requested = Sum(claim, "claim.requested"),
            Facts = FactsOf(root),
            Paid = Sum(root, "paid"),
            Customer = IdOf(root, "customer") ?? id ?? "",
            Order = IdOf(root, "order") ?? id ?? "",
            Outcome = OutcomeOf(verdict),
            Amount = Sum(verdict, "verdict.amount"),
            Reviewer = IdOf(root, "reviewer") ?? "unnamed",
        };
        return faults.Count == 0 ? line : null;
    }

    private JsonElement? Section(JsonElement root, string name) =>
        !root.TryGetProperty(name, out var section) || section.ValueKind == JsonValueKind.Null ? null
        : section.ValueKind == JsonValueKind.Object ? section
        : Fault<JsonElement?>(name, "write an object");

    private static JsonElement? Field(JsonElement? parent, string path) =>
        parent is { } known && known.TryGetProperty(path[(path.LastIndexOf('.') + 1)..], out var field) && field.ValueKind != JsonValueKind.Null
            ? field
            : null;

    private string? Text(JsonElement? parent, string path) => Field(parent, path) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } field => field.GetString(),
        _ => Fault<string?>(path, "write a text"),
    };

    private string? IdOf(JsonElement root, string name) => Text(root, name) switch
    {
        null => null,
        var text when !string.IsNullOrWhiteSpace(text) && text.Length <= Id.MaxLength => text,
        _ => Fault<string?>(name, $"write 1 to {Id.MaxLength} characters"),
    };

    private DateTimeOffset? Time(JsonElement root) => Text(root, "at") switch
    {
        null => null,
        var text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) => at,
        _ => Fault<DateTimeOffset?>("at", "write an RFC 3339 time such as 2026-11-22T14:30:05Z"),
    };

    private Money? Sum(JsonElement? parent, string path)
    {
        try
        {
            return Field(parent, path) is not { } field ? null
                : field.Deserialize<Money>(CanonicalJson.Options) is { MinorUnits: >= 0 } sum ? sum
                : Fault<Money?>(path, "write an amount of zero or more");
        }
        catch (JsonException bad)
        {
            return Fault<Money?>(path, bad.Message);
        }
    }

    private Outcome OutcomeOf(JsonElement? verdict) => Text(verdict, "verdict.outcome") switch
    {
        "approve" => Outcome.Approve,
        "deny" => Outcome.Deny,
        "ask" => Outcome.Ask,
        "escalate" => Outcome.Escalate,
        _ => Fault<Outcome>("verdict.outcome", "write one of approve, deny, ask, escalate"),
    };

    private ImmutableSortedDictionary<string, FactValue> FactsOf(JsonElement root)
    {
        var facts = ImmutableSortedDictionary.CreateBuilder<string, FactValue>(StringComparer.Ordinal);
        foreach (var stated in Section(root, "facts")?.EnumerateObject() ?? default)
        {
            try
            {
                facts[stated.Name] = stated.Value.Deserialize<FactValue>(CanonicalJson.Options)
                    ?? Fault<FactValue>($"facts.{stated.Name}", "leave out what is not known")!;
            }
            catch (JsonException)
            {
                Fault<FactValue>($"facts.{stated.Name}", "write text, a number, true, false or a list of text");
            }
        }

        return facts.ToImmutable();
    }

    private T? Fault<T>(string field, string message)
    {
        faults.Add(new LineFault(number, field, message));
        return default;
    }
}
