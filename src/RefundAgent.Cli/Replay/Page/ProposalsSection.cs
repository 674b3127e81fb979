using System.Collections.Immutable;
using RefundAgent.Context;
using RefundAgent.Proposals;

namespace RefundAgent.Cli.Replay.Page;

/// <summary>What people do that the policy does not let the agent learn: questions to whoever owns the policy.</summary>
internal static class ProposalsSection
{
    private const int Most = 40;

    public static Html Of(ImmutableArray<PolicyProposal> proposals) => proposals.IsEmpty ? Html.Empty : Html.Of($"""
        <section aria-labelledby="proposals"><h2 id="proposals">What the policy would have to say</h2>
        <p>People's verdicts go beyond what the policy lets the agent learn. Nothing of this happens unless somebody with the right to do so accepts it.</p>
        <ul class="rules">{proposals.Take(Most).Select(Row)}</ul></section>
        """);

    private static Html Row(PolicyProposal proposal) => Html.Of($"""
        <li class="rule"><p class="says"><bdi>{ItemWords.Of(proposal)}</bdi></p>
        <p class="soft small">by {string.Join(", ", proposal.Reviewers.Take(12).Select(reviewer => ShownText.Of(reviewer.Value)))} · accept: <code>POST /api/proposals/{proposal.Id.Value}/accept</code></p></li>
        """);
}
