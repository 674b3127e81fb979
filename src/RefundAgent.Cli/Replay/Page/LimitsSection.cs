using RefundAgent.Learning.Replay;

namespace RefundAgent.Cli.Replay.Page;

/// <summary>What a replay cannot know; on the same page and in the same size as what it does.</summary>
internal static class LimitsSection
{
    public static Html Of(ReplayFindings findings)
    {
        var live = findings.Forecast.Alone;
        return Html.Of($"""
            <section aria-labelledby="limits"><h2 id="limits">What this cannot tell you</h2>
            <ul class="limits">
            <li><b>Verdicts are the yardstick, not the truth.</b> It is measured by what people decided. Where they were wrong, agreeing with them is wrong too.</li>
            <li><b>Past people did not see a suggestion.</b> Live, people who are shown one agree with it more easily, so live agreement flatters.</li>
            <li><b>Alone, it is told less.</b> What it decides without a person brings no verdict unless it is drawn for review. The live forecast counts that; the other figures do not.</li>
            <li><b>Nobody knows what a denied customer would have done.</b> Who left, complained or called the bank is not in a history of verdicts. Disputes, reopened tickets and ratings come weeks later and are missing here.</li>
            <li><b>Facts may have been written down after the verdict.</b> Live it knows only what your systems say at the moment of the request. If a field was filled in later, these figures are too good.</li>
            <li><b>No limits were in the way.</b> Limits by customer and by day, random review of automated rulings{(findings.Options.Feedback == ReplayFeedback.Reviewed ? " (but for the sample of the forecast)" : "")} and the reading of messages are left out: a history states its facts, a customer writes a letter.</li>
            <li><b>Small numbers.</b> {(live.Cases == 0 ? "It was never alone in the forecast, so nothing is known of how it does alone." : $"{Words.Count(live.Wrong)} wrong of {Words.Count(live.Cases)} alone in the forecast is also what one would often see if it were wrong in {Words.Percent(ReplayVerdict.WorstShare(live.Wrong, live.Cases))}.")}</li>
            <li><b>The future is not the past.</b> New products, seasons and policies bring cases that are not in here. What no rule and no near case covers goes to a person.</li>
            </ul>
            <p><b>The careful way:</b> start with <code>"mode": "suggest"</code> in the policy. People see every suggestion and nothing moves without them. Change it to <code>"earned"</code> when the live figures have held for some weeks, and back to <code>"off"</code> whenever you like.</p>
            </section>
            """);
    }
}
