using RefundAgent.Adapters.Helpdesks.Shared;

namespace RefundAgent.Adapters.Helpdesks.Zendesk;

/// <summary>Zendesk's cursor pagination: developer.zendesk.com/api-reference/introduction/pagination.</summary>
internal static class ZendeskPage
{
    public const int Size = 100;

    /// <param name="after">Where the page before ended; null for the first.</param>
    public static string Query(string? after) => $"page[size]={Size}" + (after is null ? "" : $"&page[after]={Uri.EscapeDataString(after)}");

    /// <summary>Null after the last page.</summary>
    public static string? After(ApiJson page) => page["meta"]["has_more"].Flag == true ? page["meta"]["after_cursor"].RequiredText : null;
}
