using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Learning;

namespace RefundAgent.Adapters.Model;

/// <summary>
/// What a model's rulings earn autonomy for. Its segments are its own: agreement that the built-in advisor earned with a clause says
/// nothing of how well a model applies it.
/// </summary>
internal static class ModelSegment
{
    /// <summary>Named after the first rule, guideline or precedent cited.</summary>
    public static string Of(string model, Outcome outcome, IEnumerable<(Reason Reason, LearnedItem? Item)> cited)
    {
        var clause = cited.Select(each => ClauseOf(each.Reason, each.Item)).FirstOrDefault(each => each is not null) ?? "none";
        return Clause.Segment(Clause.AdvisedBy(model, clause), outcome);
    }

    private static string? ClauseOf(Reason reason, LearnedItem? item) => item switch
    {
        null => $"{CaseJson.Word(reason.Kind)}:{reason.Id}",
        LearnedItem.Guideline guideline => $"guideline:{Clause.Of(guideline.When)}",
        LearnedItem.Precedent => "precedents",
        _ => null,
    };
}
