using System.Text.Json.Nodes;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Evidence;

namespace RefundAgent.Adapters.Model;

/// <summary>
/// Learned items as the model sees them: what was learned, never from whom. A sum or the items of somebody else's order say nothing
/// about this one and are left out.
/// </summary>
internal static class LearnedText
{
    private const int MaxTextBytes = 300;
    private const int MaxFacts = 40;

    public static JsonObject Of(LearnedItem.Guideline guideline) => WithoutNulls(new JsonObject
    {
        ["id"] = guideline.Id.Value,
        ["outcome"] = CaseJson.Word(guideline.Outcome),
        ["basis"] = Basis(guideline.Basis),
        ["when"] = CaseJson.Node(guideline.When),
        ["whenNot"] = guideline.WhenNot is { } not ? CaseJson.Node(not) : null,
        ["right"] = guideline.Helpful,
        ["wrong"] = guideline.Harmful,
    });

    public static JsonObject Of(LearnedItem.Precedent precedent) => WithoutNulls(new JsonObject
    {
        ["id"] = precedent.Id.Value,
        ["outcome"] = CaseJson.Word(precedent.Outcome),
        ["basis"] = Basis(precedent.Basis),
        ["audited"] = precedent.Audited ? true : null,
        ["facts"] = new JsonObject(precedent.Facts.Take(MaxFacts).Select(fact => KeyValuePair.Create(fact.Key, Value(fact.Value)))),
    });

    public static JsonObject Of(LearnedItem.ToneNote note) => new()
    {
        ["id"] = note.Id.Value,
        ["tone"] = CaseJson.Cut(note.Text, MaxTextBytes),
    };

    /// <summary>A fact's value; long text is cut.</summary>
    public static JsonNode? Value(FactValue value) => value switch
    {
        FactValue.Text text => CaseJson.Cut(text.Value, MaxTextBytes),
        FactValue.List list => new JsonArray(
            [.. list.Values.Take(MaxFacts).Select(each => JsonValue.Create(CaseJson.Cut(each, MaxTextBytes)))]),
        _ => CaseJson.Node(value),
    };

    private static string? Basis(AmountBasis? basis) => basis switch
    {
        null => null,
        AmountBasis.Entitled => "entitled",
        AmountBasis.ShareOfPaid share => FormattableString.Invariant($"shareOfPaid {share.Share}"),
        AmountBasis.ForItems => "some of the items",
        _ => "a sum that a person set",
    };

    private static JsonObject WithoutNulls(JsonObject json)
    {
        foreach (var name in json.Where(property => property.Value is null).Select(property => property.Key).ToList())
        {
            json.Remove(name);
        }

        return json;
    }
}
