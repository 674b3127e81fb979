using RefundAgent.Adapters.Model.Budgets;
using RefundAgent.Adapters.Storage;
using RefundAgent.Decisions;
using RefundAgent.Tests.Storage;

namespace RefundAgent.Tests.Model.Budgets;

/// <summary>One message may use 30,000 tokens, which cost 0.24 dollars at most; the day has a little more.</summary>
public sealed class DayBudgetAdvisorTests
{
    private const string Over = "overBudget: the tenant's day has no room for one more message";

    private static readonly Dictionary<string, string?> Limited = new()
    {
        ["Model:MaxTokensPerAdvice"] = "30000",
        ["Model:MaxTokensPerDay"] = "45000",
        ["Model:InputPricePerMillion"] = "2",
        ["Model:CachedInputPricePerMillion"] = "0.5",
        ["Model:OutputPricePerMillion"] = "8",
    };

    private readonly MemoryTables tables = new(new StorageMeter());

    [Fact]
    public async Task A_day_is_over_for_every_process_and_people_are_told_once()
    {
        await using var one = await ModelRig.StartAsync(tables, Limited, Good(20_000, 1_000));
        await using var two = await ModelRig.StartAsync(tables, Limited, Good(100, 20));

        Assert.Null((await one.AdviseAsync()).Usage.Fallback);
        var usages = new[] { (await two.AdviseAsync()).Usage, (await one.AdviseAsync()).Usage, (await two.AdviseAsync()).Usage };

        Assert.All(usages, usage => Assert.Equal((Over, AdvisorKind.Precedent, 0, 0m), (usage.Fallback, usage.Advisor, usage.InputTokens, usage.CostUsd)));
        Assert.Empty(two.Model.Requests);
        Assert.Contains("no room left today (21000 tokens and 0.048 dollars used", Assert.Single(one.Log.Warnings.Concat(two.Log.Warnings)), StringComparison.Ordinal);

        two.Time.Advance(TimeSpan.FromDays(1));
        Assert.Null((await two.AdviseAsync()).Usage.Fallback);
    }

    [Fact]
    public async Task A_limit_in_dollars_ends_the_day_as_well()
    {
        var dollars = new Dictionary<string, string?>(Limited) { ["Model:MaxTokensPerDay"] = null, ["Model:MaxCostPerDay"] = "0.25" };
        await using var rig = await ModelRig.StartAsync(tables, dollars, Good(4_000, 500), Good(4_000, 500));

        Assert.Equal(0.012m, (await rig.AdviseAsync()).Usage.CostUsd);
        Assert.Equal(Over, (await rig.AdviseAsync()).Usage.Fallback);
    }

    [Fact]
    public async Task What_was_used_is_what_counts_with_cached_input_at_its_price()
    {
        await using var rig = await ModelRig.StartAsync(tables, Limited, Good(1_000, 100, cached: 800));

        var usage = (await rig.AdviseAsync()).Usage;

        Assert.Equal((1_000, 800, 100, 0.0016m), (usage.InputTokens, usage.CachedTokens, usage.OutputTokens, usage.CostUsd));
        Assert.Equal((new ModelSum(1_100, 0.0016m), default), await DayAsync(rig));
    }

    [Fact]
    public async Task A_failure_costs_what_it_used_before()
    {
        await using var rig = await ModelRig.StartAsync(tables, Limited, ScriptedReply.Calls("case-similar_precedents"), ScriptedReply.Fails(400));

        Assert.Equal("rejected: HTTP 400", (await rig.AdviseAsync()).Usage.Fallback);

        Assert.Equal((new ModelSum(120, 0.00036m), default), await DayAsync(rig));
    }

    [Fact]
    public async Task Answers_that_never_came_may_be_billed_and_stay_reserved()
    {
        await using var rig = await ModelRig.StartAsync(tables, Limited, new ScriptedReply.Hang(), Good(100, 20));

        var advising = rig.AdviseAsync();
        await rig.Model.Hanging;
        rig.Time.Advance(TimeSpan.FromSeconds(20));

        Assert.StartsWith("timedOut:", (await advising).Usage.Fallback, StringComparison.Ordinal);
        Assert.Equal((default, new ModelSum(30_000, 0.24m)), await DayAsync(rig));
        Assert.Equal(Over, (await rig.AdviseAsync()).Usage.Fallback);
    }

    [Fact]
    public async Task A_book_that_cannot_be_written_costs_the_model_and_not_the_decision()
    {
        var busy = new ScriptedTables(tables) { Loses = call => call.Table == TableNames.ModelSpend };
        await using var rig = await ModelRig.StartAsync(busy, Limited, Good(100, 20));

        Assert.Equal("overBudget: the book of the day could not be written", (await rig.AdviseAsync()).Usage.Fallback);
        Assert.Empty(rig.Model.Requests);
    }

    [Fact]
    public async Task An_advice_that_cannot_be_settled_is_taken_all_the_same()
    {
        var writes = 0;
        var busy = new ScriptedTables(tables) { Loses = call => call is { Writes: true, Table: TableNames.ModelSpend } && ++writes > 1 };
        await using var rig = await ModelRig.StartAsync(busy, Limited, Good(100, 20));

        Assert.Equal(AdvisorKind.Model, (await rig.AdviseAsync()).Usage.Advisor);

        Assert.Equal((default, new ModelSum(30_000, 0.24m)), await DayAsync(rig));
        Assert.Contains("stay reserved for today", Assert.Single(rig.Log.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_limit_no_row_is_touched()
    {
        var untouched = new ScriptedTables(tables);
        await using var rig = await ModelRig.StartAsync(untouched, [], Good(100, 20));

        Assert.Equal(AdvisorKind.Model, (await rig.AdviseAsync()).Usage.Advisor);
        Assert.Empty(untouched.Calls);
    }

    private static ScriptedReply Good(int input, int output, int cached = 0) =>
        ScriptedReply.Says(SampleAnswer.Approve(SampleCase.GuidelineId), input, output, cachedTokens: cached);

    private async Task<(ModelSum Used, ModelSum Reserved)> DayAsync(ModelRig rig)
    {
        var key = ModelSpendBook.KeyOf(DateOnly.FromDateTime(rig.Time.GetUtcNow().UtcDateTime));
        var row = await tables[TableNames.ModelSpend].FindAsync(ModelSpendBook.PartitionOf(SampleCase.Inquiry().Ticket.Tenant), key, default);
        var day = row?.Read<ModelDay>(TableNames.ModelSpend) ?? ModelDay.Nothing;
        return (day.Used, day.Reserved);
    }
}
