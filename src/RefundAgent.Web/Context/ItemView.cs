using System.Text.Json;
using System.Text.Json.Nodes;
using RefundAgent.Context;

namespace RefundAgent.Web.Context;

/// <summary>A learned item as it is stored, with what it says in words.</summary>
internal static class ItemView
{
    public static JsonObject Of(LearnedItem item)
    {
        var shown = JsonSerializer.SerializeToNode(item, CanonicalJson.Options)!.AsObject();
        shown["words"] = ItemWords.Of(item);
        if (item is LearnedItem.Guideline guideline)
        {
            shown["segment"] = guideline.Segment;
        }

        return shown;
    }
}
