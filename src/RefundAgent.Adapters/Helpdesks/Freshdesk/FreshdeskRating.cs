using RefundAgent.Adapters.Helpdesks.Shared;
using RefundAgent.Helpdesks;

namespace RefundAgent.Adapters.Helpdesks.Freshdesk;

/// <summary>A survey's answer as one to five. Source: developers.freshdesk.com/api, Satisfaction Ratings.</summary>
internal static class FreshdeskRating
{
    /// <summary>Null where the one question that every survey has was not answered.</summary>
    public static TicketRating? Of(ApiJson rating) =>
        ScoreOf(rating["ratings"]["default_question"].Text) is { } score ? new TicketRating(score, rating["updated_at"].RequiredTime) : null;

    /// <summary>Of seven steps; a survey with fewer leaves out the ones between.</summary>
    private static int? ScoreOf(string? rating) => rating switch
    {
        "103" => 5,
        "102" or "101" => 4,
        "100" => 3,
        "-101" or "-102" => 2,
        "-103" => 1,
        _ => null,
    };
}
