using RefundAgent.Decisions;
using RefundAgent.Helpdesks;

namespace RefundAgent.Tests.Helpdesks.Staff;

public sealed class CommandReaderTests
{
    [Theory]
    [InlineData("/approve", null, null, null, null)]
    [InlineData("  \n /Approve  ", null, null, null, null)]
    [InlineData("/approve 12.50", null, "12.50", null, null)]
    [InlineData("/approve 12,5 EUR since we talked", null, "12.5", "EUR", "since we talked")]
    [InlineData("/approve c2 1250", "c2", "1250", null, null)]
    [InlineData("/approve C10 looks right", "c10", null, null, "looks right")]
    [InlineData("/approve 3\nbecause of the delay", null, "3", null, "because of the delay")]
    public void An_approval_is_read(string text, string? claim, string? digits, string? currency, string? words)
    {
        var read = Assert.IsType<StaffCommand.Approve>(CommandReader.Read(text));
        Assert.Equal((claim, digits, currency, words), (read.Claim?.Value, read.Amount?.Digits, read.Amount?.Currency, read.Words));
    }

    [Theory]
    [InlineData("/deny", null, null)]
    [InlineData("/deny c1 worn shoes", "c1", "worn shoes")]
    [InlineData("/deny 100 days is too late", null, "100 days is too late")]
    public void A_denial_is_read(string text, string? claim, string? words)
    {
        var read = Assert.IsType<StaffCommand.Deny>(CommandReader.Read(text));
        Assert.Equal((claim, words), (read.Claim?.Value, read.Words));
    }

    [Theory]
    [InlineData("/correct approve 12.50 half of it", Outcome.Approve, "12.50", "half of it")]
    [InlineData("/correct 12.50 USD", Outcome.Approve, "12.50", null)]
    [InlineData("/correct approve", Outcome.Approve, null, null)]
    [InlineData("/correct c1 deny worn", Outcome.Deny, null, "worn")]
    [InlineData("/correct escalate", Outcome.Escalate, null, null)]
    public void A_correction_is_read(string text, Outcome outcome, string? digits, string? words)
    {
        var read = Assert.IsType<StaffCommand.Correct>(CommandReader.Read(text));
        Assert.Equal((outcome, digits, words), (read.Outcome, read.Amount?.Digits, read.Words));
    }

    [Theory]
    [InlineData("/approve 1,250")]
    [InlineData("/approve 1.250,00")]
    [InlineData("/approve -5")]
    [InlineData("/approve $12")]
    [InlineData("/approve 12.50EUR")]
    [InlineData("/approve 3 items")]
    [InlineData("/approve 2nd one")]
    [InlineData("/approve ١٢")]
    [InlineData("/approve 1e3")]
    [InlineData("/correct")]
    [InlineData("/correct that was wrong")]
    public void What_could_mean_another_sum_is_asked_about(string text) => Assert.IsType<StaffCommand.Unclear>(CommandReader.Read(text));

    [Theory]
    [InlineData("approve")]
    [InlineData("I would /approve this")]
    [InlineData("/approved by Mara")]
    [InlineData("/assign me")]
    [InlineData("> /approve")]
    [InlineData("RefundAgent: write\n/approve")]
    [InlineData("")]
    public void Other_words_are_no_commands(string text) => Assert.Null(CommandReader.Read(text));
}
