using System.Collections.Immutable;
using CsCheck;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Feedback;
using RefundAgent.Learning;
using RefundAgent.Tickets;
using static RefundAgent.Tests.Learning.LearningCases;

namespace RefundAgent.Tests.Learning;

public sealed class LearnerPropertyTests
{
    private static readonly string[] People = ["ann", "bob", "cem", "dora"];

    private static readonly Roles[] Speakers = [Roles.Agent, Roles.Manager, Roles.System, Roles.None, Roles.Agent | Roles.Manager];

    private static readonly Gen<(int Case, FeedbackKind Kind, Outcome Outcome, int By, Roles Roles, int Cents)> AnySaying = Gen.Select(
        Gen.Int[1, 8], Gen.Enum<FeedbackKind>(), Gen.Enum<Outcome>(), Gen.Int[0, 3],
        Gen.Int[0, 4].Select(index => Speakers[index]), Gen.Int[-1, 20000]);

    private static readonly Gen<ImmutableArray<LedgerEntry>> AnyLedger = AnySaying.Array[0, 60].Select(sayings => sayings
        .Select((said, index) => Said(
            index + 1, said.Case, said.Kind, said.Outcome, People[said.By], said.Roles,
            said.Cents < 0 ? null : $"{said.Cents / 100}.{said.Cents % 100:00}"))
        .ToImmutableArray());

    [Fact]
    public void However_the_ledger_is_cut_into_ticks_the_head_is_the_same_to_the_byte() =>
        Gen.Select(AnyLedger, Gen.Int[0, 60].HashSet[0, 10]).Sample((ledger, cuts) =>
        {
            var whole = LearningCases.Fold(ledger, CaseOf).Head();
            var inTicks = ledger.Aggregate(Learner.Start(Terms), (learner, entry) =>
            {
                learner.Observe(new LabelledEvent(entry, CaseOf(entry)));
                return cuts.Contains((int)entry.Sequence) ? SavedAndLoaded(learner) : learner;
            }).Head();

            Assert.Equal(CanonicalJson.Write(whole), CanonicalJson.Write(inTicks));
            Assert.Equal(ContextDigest.Sha256(whole), ContextDigest.Sha256(inTicks));
        });

    [Fact]
    public void Without_a_revoked_reviewer_the_refold_is_what_it_would_be_had_they_never_spoken() =>
        AnyLedger.Sample(ledger =>
        {
            var revoked = new PrincipalId("bob");
            var without = ledger.Where(entry => entry.Event.By != revoked).ToImmutableArray();
            var never = without.Select((entry, index) => entry with { Sequence = index + 1 }).ToImmutableArray();

            Assert.Equal(
                ContextDigest.Sha256(LearningCases.Fold(without, CaseOf).Head()),
                ContextDigest.Sha256(LearningCases.Fold(never, CaseOf).Head(9)));
        });

    [Fact]
    public void Every_case_counts_at_most_once_in_its_segment() =>
        AnyLedger.Sample(ledger =>
        {
            var head = LearningCases.Fold(ledger, CaseOf).Head();

            Assert.InRange(head.Segments.Values.Sum(tally => tally.Reviewed), 0, 8);
            Assert.All(head.Segments.Values, tally => Assert.InRange(tally.Agreed, 0, tally.Reviewed));
        });

    private static LabelledCase? CaseOf(LedgerEntry entry) =>
        Enumerable.Range(1, 8).Select(number => Case(number, reason: number % 2 == 0 ? "health" : "weather"))
            .First(each => each.Decision == entry.Event.Decision);

    private static Learner SavedAndLoaded(Learner learner) =>
        Learner.GoOn(Terms, CanonicalJson.Read<LearnerCheckpoint>(CanonicalJson.Write(learner.Checkpoint())));
}
