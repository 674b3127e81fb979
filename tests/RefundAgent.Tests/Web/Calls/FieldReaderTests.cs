using System.Text;
using RefundAgent.Feedback;
using RefundAgent.Records;
using RefundAgent.Web.Calls;

namespace RefundAgent.Tests.Web.Calls;

public sealed class FieldReaderTests
{
    [Fact]
    public void Absent_and_null_are_one()
    {
        var fields = Of("{\"a\":null}");

        Assert.False(fields.Has("a"));
        Assert.Null(fields.Text("a"));
        Assert.Null(fields.Whole("a", 1, 5));
        Assert.Null(fields.Flag("a"));
        Assert.Null(fields.Time("b"));
        fields.ThrowIfFaulty();
    }

    [Theory]
    [InlineData("1")]
    [InlineData("5")]
    public void A_whole_number_within_its_range_is_taken(string number) => Assert.Equal(int.Parse(number, null), Of($"{{\"a\":{number}}}").Whole("a", 1, 5));

    [Theory]
    [InlineData("0")]
    [InlineData("6")]
    [InlineData("1.5")]
    [InlineData("\"3\"")]
    [InlineData("99999999999")]
    [InlineData("true")]
    public void Any_other_is_told_its_range(string number)
    {
        var fields = Of($"{{\"a\":{number}}}");

        Assert.Null(fields.Whole("a", 1, 5));
        Assert.Equal("a: must be a whole number from 1 to 5.", Faults(fields));
    }

    [Fact]
    public void A_choice_is_one_of_its_words_as_they_are_written()
    {
        Assert.Equal(FeedbackKind.ReplyEdit, Of("{\"a\":\"replyEdit\"}").Choice("a", FeedbackKind.ReplyEdit));
        foreach (var word in new[] { "ReplyEdit", "replyedit", "3", "", " replyEdit" })
        {
            var fields = Of($"{{\"a\":\"{word}\"}}");
            Assert.Null(fields.Choice("a", FeedbackKind.ReplyEdit, FeedbackKind.Csat));
            Assert.Equal("a: must be one of replyEdit, csat.", Faults(fields));
        }
    }

    [Fact]
    public void A_flag_is_true_or_false()
    {
        Assert.True(Of("{\"a\":true}").Flag("a"));
        var fields = Of("{\"a\":\"true\"}");
        Assert.Null(fields.Flag("a"));
        Assert.Equal("a: must be true or false.", Faults(fields));
    }

    [Fact]
    public void A_time_without_a_zone_is_UTC()
    {
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), Of("{\"a\":\"2026-01-02T03:04:05\"}").Time("a"));
        var fields = Of("{\"a\":\"yesterday\"}");
        Assert.Null(fields.Time("a"));
        Assert.StartsWith("a: must be an RFC 3339 time", Faults(fields), StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_has_its_length()
    {
        Assert.Equal(1024, Of($"{{\"a\":\"{new string('x', 1024)}\"}}").RequiredId<ClaimId>("a").Value.Length);
        var fields = Of($"{{\"a\":\"{new string('x', 1025)}\"}}");
        fields.OptionalId<ClaimId>("a");
        Assert.Equal("a: must be text of 1 to 1024 characters.", Faults(fields));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_no_text()
    {
        var fields = Of("{\"a\":\"\\ud83d\"}");
        Assert.Null(fields.Text("a"));
        Assert.Contains("surrogate", Faults(fields), StringComparison.Ordinal);
    }

    [Fact]
    public void A_required_text_has_one_fault_at_a_time()
    {
        var fields = Of("{\"a\":5,\"b\":\" \"}");
        fields.RequiredText("a");
        fields.RequiredText("b");
        fields.RequiredText("c");
        Assert.Equal("a: must be text. b: must not be empty. c: is missing.", Faults(fields));
    }

    private static FieldReader Of(string json) => JsonBody.Parse(Encoding.UTF8.GetBytes(json));

    private static string Faults(FieldReader fields) =>
        string.Join(' ', Assert.Throws<InvalidRequestException>(fields.ThrowIfFaulty).Faults);
}
