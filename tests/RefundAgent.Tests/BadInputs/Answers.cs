using RefundAgent.Tests.Web;

namespace RefundAgent.Tests.BadInputs;

/// <summary>What every answer to bad input has in common.</summary>
internal static class Answers
{
    /// <summary>A problem with a type to tell it by and a request id to find it by, and nothing of our inside.</summary>
    public static Answer Problem(int code, Answer answer)
    {
        Assert.True(answer.Code == code, $"{answer.Code} instead of {code}: {answer.Text}");
        Assert.Equal("application/problem+json", answer.MediaType);
        Assert.StartsWith("urn:refund-agent:problem:", answer["type"], StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", answer.Text, StringComparison.Ordinal);
        return answer;
    }
}
