using System.Globalization;
using CsCheck;
using RefundAgent.Decisions;
using RefundAgent.Policies;
using RefundAgent.Records;
using RefundAgent.Tests.Storage;
using RefundAgent.Tickets;
using static RefundAgent.Tests.Decisions.ApprovalWorld;

namespace RefundAgent.Tests.Decisions;

/// <summary>Anything that anybody says at any time, held against a model of thirty lines that knows nothing of storage, orders or money.</summary>
public sealed class ApprovalPropertyTests
{
    private const long Proposed = 48_00;

    private static readonly string?[] Sums = [null, "0", "10.00", "30.00", "48.00"];

    private static readonly Gen<Step> AnyStep = Gen.Frequency(
        (8, Gen.Select(
            OneOf("ann", "ben", "max", "mia"),
            OneOf(Roles.Agent, Roles.Manager, Roles.Agent | Roles.Manager, Roles.Agent | Roles.Operator),
            OneOf<long?>(null, null, 48_00, 30_00, 10_01, 10_00),
            Gen.Frequency((12, Gen.Const(ApprovalVerdict.Approve)), (1, Gen.Const(ApprovalVerdict.Reject))),
            (by, roles, cents, verdict) => (Step)new Step.Says(Says(verdict, by, verdict == ApprovalVerdict.Reject ? null : cents, roles: roles)))),
        (2, Gen.Int[1, 40].Select(hours => (Step)new Step.Waits(hours))),
        (2, Gen.Const((Step)new Step.IsLookedAt())));

    [Fact]
    public async Task Whatever_is_said_when_there_is_one_end_within_everybodys_limits()
    {
        await using var world = await OpenAsync();
        var number = 5000;
        foreach (var (agentUpTo, fourEyesAbove) in Sums.SelectMany(_ => Sums, (first, second) => (first, second)))
        {
            await world.SetPolicyAsync(approvals: CanonicalJson.Write(new { agentUpTo, fourEyesAbove }));
            await AnyStep.Array[1, 14].SampleAsync(
                steps => RunAsync(world, $"#{++number}", new Model(Cents(agentUpTo), Cents(fourEyesAbove)), steps), iter: 16, threads: 1);
        }
    }

    private static async Task RunAsync(ApprovalWorld world, string order, Model model, Step[] steps)
    {
        var held = await world.DecideCancellationAsync(order, Proposed);
        foreach (var step in steps)
        {
            await TakeAsync(world, held, model, step);
        }

        Assert.Equal(model.Paid is { } cents ? [Samples.Usd(cents)] : [], await world.PaidAsync(order));
        Assert.Equal(
            model.Answered is { } by ? [by] : [], world.Heard.Events.Where(each => each.Decision == held.Id).Select(each => each.By.Value));
    }

    private static async Task TakeAsync(ApprovalWorld world, DecisionRecord held, Model model, Step step)
    {
        switch (step)
        {
            case Step.Says(var said):
                Assert.Equal(model.Hear(said), (await world.AnswerAsync(held, said)).GetType());
                break;
            case Step.Waits(var hours):
                model.Hours += hours;
                world.Clock.Advance(TimeSpan.FromHours(hours));
                break;
            default:
                Assert.Equal(model.IsOver, (await world.LookAtAsync(await world.FindAsync(held))).Claims[0].Ruling.Reasons[0].Id == ReasonIds.Expired);
                break;
        }
    }

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static long? Cents(string? sum) => sum is null ? null : (long)(decimal.Parse(sum, CultureInfo.InvariantCulture) * 100);

    private abstract record Step
    {
        public sealed record Says(PersonsAnswer Said) : Step;

        public sealed record Waits(int Hours) : Step;

        public sealed record IsLookedAt : Step;
    }

    private sealed class Model(long? agentUpTo, long? fourEyesAbove)
    {
        private PersonsAnswer? last;
        private (string By, bool Manager, long Cents)? agreed;

        public int Hours { get; set; }

        public long? Paid { get; private set; }

        public string? Answered => last?.By.Value;

        public bool IsOver => last is null && Hours >= 72;

        public Type Hear(PersonsAnswer said)
        {
            var (by, manager, cents) = (said.By.Value, said.Roles.HasFlag(Roles.Manager), said.Amount?.MinorUnits ?? Proposed);
            if (last is not null)
            {
                var repeats = by == Answered && said.Verdict == last.Verdict && (said.Verdict == ApprovalVerdict.Reject || cents == Paid);
                return repeats ? typeof(ApprovalResult.Counted) : typeof(ApprovalResult.AlreadyAnswered);
            }

            if (Hours >= 72)
            {
                return typeof(ApprovalResult.Expired);
            }

            if (said.Verdict == ApprovalVerdict.Approve)
            {
                if (!manager && cents > agentUpTo)
                {
                    return typeof(ApprovalResult.BeyondRole);
                }

                if (cents > fourEyesAbove)
                {
                    if (agreed?.Cents != cents)
                    {
                        agreed = (by, manager, cents);
                        return typeof(ApprovalResult.Agreed);
                    }

                    if (agreed?.By == by || !(manager || agreed?.Manager == true))
                    {
                        return agreed?.By == by ? typeof(ApprovalResult.SecondPersonNeeded) : typeof(ApprovalResult.BeyondRole);
                    }
                }

                Paid = cents;
            }

            last = said;
            return typeof(ApprovalResult.Counted);
        }
    }
}
