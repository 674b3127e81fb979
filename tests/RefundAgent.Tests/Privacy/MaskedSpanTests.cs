using System.Diagnostics;
using RefundAgent.Privacy;

namespace RefundAgent.Tests.Privacy;

public sealed class MaskedSpanTests
{
    [Fact]
    public void A_span_leaves_without_personal_data_in_its_name_its_tags_and_its_status()
    {
        using var span = new Activity("POST /api/customers/mara@example.com/erase");
        span.SetTag("asked", "/api/customers/mara@example.com/erase").SetTag("gen_ai.usage.input_tokens", 100L).SetTag("decision", "20261122-143005123-0f9a2b7c41d86e35");
        span.SetStatus(ActivityStatusCode.Error, "the endpoint answered: 4111 1111 1111 1111 is not valid");

        MaskedSpan.Mask(span);

        Assert.Equal("POST /api/customers/[email]/erase", span.DisplayName);
        Assert.Equal(
            [("asked", "/api/customers/[email]/erase"), ("gen_ai.usage.input_tokens", 100L), ("decision", "20261122-143005123-0f9a2b7c41d86e35")],
            span.TagObjects.Select(tag => (tag.Key, tag.Value!)));
        Assert.Equal((ActivityStatusCode.Error, "the endpoint answered: [card] is not valid"), (span.Status, span.StatusDescription!));
    }

    /// <summary>A customer's id in a path has no form that could be masked.</summary>
    [Fact]
    public void A_request_is_told_by_its_route_and_not_by_its_address()
    {
        using var span = new Activity("POST /api/customers/{id}/erase");
        span.SetTag("url.path", "/api/customers/mara.lind/erase").SetTag("url.query", "?tenant=shop").SetTag("http.route", "api/customers/{id}/erase");

        MaskedSpan.Mask(span);

        Assert.Equal(["http.route"], span.TagObjects.Select(tag => tag.Key));
    }
}
