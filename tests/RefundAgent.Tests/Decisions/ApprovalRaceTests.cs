using RefundAgent.Decisions;
using RefundAgent.Records;
using RefundAgent.Tests.Storage;
using RefundAgent.Tickets;
using static RefundAgent.Tests.Decisions.ApprovalWorld;

namespace RefundAgent.Tests.Decisions;

/// <summary>Sixty-four people answer one claim at the same moment: one outcome, and everybody is told it.</summary>
public abstract class ApprovalRaceTests : IAsyncLifetime
{
    private const int People = 64;

    private ApprovalWorld world = null!;

    public async Task InitializeAsync() => world = await OpenAsync();

    public async Task DisposeAsync() => await world.DisposeAsync();

    private protected abstract Task<ApprovalWorld> OpenAsync();

    [Fact]
    public async Task Where_one_person_is_enough_one_answer_counts()
    {
        var (held, results) = await RaceAsync("{}", number => Says(
            number % 3 == 0 ? ApprovalVerdict.Reject : ApprovalVerdict.Approve, $"person-{number}", number % 3 == 1 ? 10_00 + number : null));

        var counted = Assert.Single(results.OfType<ApprovalResult.Counted>()).Record.Claims[0].Answer!;
        Assert.Equal(People - 1, results.OfType<ApprovalResult.AlreadyAnswered>().Count(other => other.First.By == counted.By));
        await EndedOnceAsync(held, counted);
    }

    [Fact]
    public async Task Where_two_are_needed_two_different_people_one_of_them_a_manager_agreed_to_one_sum_or_one_rejected()
    {
        var (held, results) = await RaceAsync("""{"agentUpTo":"30.00","fourEyesAbove":"10.00"}""", number => Says(
            number % 16 == 15 ? ApprovalVerdict.Reject : ApprovalVerdict.Approve,
            $"person-{number / 2}",
            number % 16 == 15 ? null : 20_00 + (number % 5 * 5_00),
            roles: number / 2 % 2 == 0 ? Roles.Manager : Roles.Agent));

        // Somebody always rejects if nobody was faster, so the claim has ended.
        var counted = Assert.Single(results.OfType<ApprovalResult.Counted>()).Record.Claims[0].Answer!;
        await EndedOnceAsync(held, counted);
        var claim = (await world.FindAsync(held)).Claims[0];
        if (counted.Verdict == ApprovalVerdict.Approve)
        {
            Assert.NotEqual(claim.Agreement!.By, counted.By);
            Assert.Equal(claim.Agreement.Amount, counted.Amount);
            Assert.True((claim.Agreement.Roles | counted.Roles).HasFlag(Roles.Manager));
            Assert.All([claim.Agreement.Roles, counted.Roles], roles => Assert.True(roles == Roles.Manager || counted.Amount <= Samples.Usd(30_00)));
        }
    }

    private async Task<(DecisionRecord Held, ApprovalResult[] Results)> RaceAsync(string approvals, Func<int, PersonsAnswer> says)
    {
        await world.SetPolicyAsync(approvals: approvals);
        var held = await world.DecideAsync();
        return (held, await Task.WhenAll(Enumerable.Range(0, People).Select(number => Task.Run(() => world.AnswerAsync(held, says(number))))));
    }

    private async Task EndedOnceAsync(DecisionRecord held, ApprovalAnswer counted)
    {
        var claim = (await world.FindAsync(held)).Claims[0];
        Assert.Equal((counted.By, counted.At, counted.Amount), (claim.Answer!.By, claim.Answer.At, claim.Answer.Amount));
        Assert.Equal(counted.Amount is { } amount ? [amount] : [], await world.PaidAsync("#1001"));
        Assert.Equal(counted.By, Assert.Single(world.Heard.Events).By);
    }
}

public sealed class MemoryApprovalRaceTests : ApprovalRaceTests
{
    private protected override Task<ApprovalWorld> OpenAsync() => ApprovalWorld.OpenAsync();
}

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteApprovalRaceTests(AzuriteStore store) : ApprovalRaceTests
{
    private protected override Task<ApprovalWorld> OpenAsync() => ApprovalWorld.OpenAsync(store.Azurite.ConnectionString, TestStore.NewTenant());
}
