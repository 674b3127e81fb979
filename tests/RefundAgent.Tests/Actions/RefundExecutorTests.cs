using Microsoft.Extensions.Logging.Abstractions;
using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Tests.Storage;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Actions;

public sealed class RefundExecutorTests : IDisposable
{
    private readonly MemoryStore store = new();
    private readonly TenantId tenant = TestStore.NewTenant();

    public void Dispose() => store.Dispose();

    [Fact]
    public async Task A_refund_is_planned_made_and_written_down()
    {
        var (provider, ledger, entry) = await StartAsync();

        var (result, account) = await ExecuteAsync(ledger, provider, entry);

        Assert.Equal(new RefundResult.Succeeded($"re_{entry.Key}"), result);
        Assert.Equal(RefundState.Succeeded, (await ledger.FindAsync(tenant, entry.Customer, entry.Key, default))!.State);
        Assert.Equal(entry.Amount, account.Orders[entry.Order].Committed);
    }

    /// <summary>The process dies at each step in turn, before it has its effect and after; then the same refund is carried out again.</summary>
    [Theory]
    [InlineData("plan", false)]
    [InlineData("plan", true)]
    [InlineData("reserve", false)]
    [InlineData("reserve", true)]
    [InlineData("call", false)]
    [InlineData("call", true)]
    [InlineData("move", false)]
    [InlineData("move", true)]
    public async Task A_crash_at_any_step_moves_the_money_exactly_once(string step, bool afterEffect)
    {
        var (provider, inner, entry) = await StartAsync();
        using var dying = new DyingProcess(step, afterEffect);
        await Assert.ThrowsAnyAsync<Exception>(() => ExecuteAsync(new DyingLedger(inner, dying), new DyingGateway(provider, dying), entry, days: new DyingSpendBook(store.Get<ISpendBook>(), dying), cancellationToken: dying.Token));

        var (result, _) = await ExecuteAsync(inner, provider, entry);
        var (again, _) = await ExecuteAsync(inner, provider, entry);

        Assert.Equal(new RefundResult.Succeeded($"re_{entry.Key}"), result);
        Assert.Equal(result, again);
        Assert.Equal([entry.Amount], provider.Moved.Values);
        Assert.Equal(entry.Amount, (await inner.ReadAccountAsync(tenant, entry.Customer, default)).Orders[entry.Order].Committed);
    }

    /// <summary>The same where the order was paid in two ways: each part is paid once, whichever of them the process died at.</summary>
    [Theory]
    [InlineData("plan")]
    [InlineData("reserve")]
    [InlineData("submit")]
    [InlineData("call")]
    [InlineData("move")]
    public async Task A_crash_between_two_parts_pays_each_of_them_once(string step)
    {
        foreach (var (afterEffect, times) in new[] { (false, 1), (true, 1), (false, 2), (true, 2) })
        {
            var (provider, inner, entry) = await StartAsync($"{step}{afterEffect}{times}");
            var action = Samples.Action(Samples.Caps(), entry, entry with { Key = RefundKey.For(tenant, entry.Decision, entry.Claim, 1), Items = [], Payment = new("gift") });
            using var dying = new DyingProcess(step, afterEffect, times);
            var broken = Executor(new DyingLedger(inner, dying), new DyingGateway(provider, dying), new DyingSpendBook(store.Get<ISpendBook>(), dying));
            await Record.ExceptionAsync(() => broken.ExecuteAsync(action, CustomerAccount.Empty, dying.Token));

            var (done, _) = await Executor(inner, provider, store.Get<ISpendBook>()).ExecuteAsync(action, CustomerAccount.Empty, default);

            Assert.All(done.Parts, part => Assert.IsType<RefundResult.Succeeded>(part.Result));
            Assert.Equal(action.Plans.Select(plan => plan.Key.Value).Order(StringComparer.Ordinal), provider.Moved.Keys.Select(key => key.Value).Order(StringComparer.Ordinal));
            Assert.Equal(Samples.Usd(20_00), (await inner.ReadAccountAsync(tenant, entry.Customer, default)).Orders[entry.Order].Committed);
        }
    }

    [Fact]
    public async Task After_a_part_that_is_refused_the_rest_stays_where_it_is()
    {
        var (provider, ledger, entry) = await StartAsync();
        var action = Samples.Action(Samples.Caps(), entry, entry with { Key = RefundKey.For(tenant, entry.Decision, entry.Claim, 1), Items = [] });
        provider.Refuse = new RefundResult.Failed(RefundFailure.TooLarge, "No.");

        var (done, account) = await Executor(ledger, provider, store.Get<ISpendBook>()).ExecuteAsync(action, CustomerAccount.Empty, default);

        Assert.Equal([RefundFailure.TooLarge, RefundFailure.Canceled], done.Parts.Select(part => ((RefundResult.Failed)part.Result!).Failure));
        Assert.Equal(1, provider.Calls);
        Assert.Equal(Samples.Usd(0), account.Orders[entry.Order].Committed);
        Assert.Equal(0, (await store.Get<ISpendBook>().ReadAsync(tenant, entry.Day, default)).Of(RefundInitiator.Agent, Currency.Usd).Count);
    }

    /// <summary>The bank may fail the first part long after the second went out.</summary>
    [Theory]
    [InlineData(RefundState.Failed)]
    [InlineData(RefundState.Unknown)]
    public async Task What_a_provider_has_heard_of_is_looked_up_although_an_earlier_part_went_wrong(RefundState first)
    {
        var (provider, ledger, entry) = await StartAsync();
        var action = Samples.Action(Samples.Caps(), entry, entry with { Key = RefundKey.For(tenant, entry.Decision, entry.Claim, 1), Items = [], Payment = new("gift") });
        var executor = Executor(ledger, provider, store.Get<ISpendBook>());
        provider.Pending = true;
        await executor.ExecuteAsync(action, CustomerAccount.Empty, default);
        if (first == RefundState.Failed)
        {
            await executor.LearnAsync(tenant, entry.Customer, entry.Key, new ProviderRefund("re_1", entry.Key, entry.Amount, RefundState.Failed), default);
        }
        else
        {
            provider.Moved.TryRemove(entry.Key, out _);
        }

        var done = await executor.FollowUpAsync(action, default);

        Assert.Equal(first, RefundMove.Of(done.Parts[0].Result!).To);
        Assert.IsType<RefundResult.Succeeded>(done.Parts[1].Result);
        Assert.Equal(2, provider.Calls);
    }

    [Fact]
    public async Task A_day_that_is_full_is_closed_to_the_agent_and_open_to_a_person()
    {
        var (provider, ledger, entry) = await StartAsync();
        var caps = Samples.Caps() with { Day = new DayLimit(null, Samples.Usd(9_99)) };

        var (refused, _) = await ExecuteAsync(ledger, provider, entry, caps);
        var (late, _) = await ExecuteAsync(ledger, provider, entry, Samples.Caps());
        var (agreed, _) = await ExecuteAsync(ledger, provider, entry with { Initiator = RefundInitiator.Person }, Samples.Caps());

        Assert.Equal(RefundFailure.DailyLimit, Assert.IsType<RefundResult.Failed>(refused).Failure);
        Assert.Equal(refused, late);
        Assert.IsType<RefundResult.Succeeded>(agreed);
        Assert.Equal([entry.Amount], provider.Moved.Values);
    }

    [Fact]
    public async Task What_nobody_can_find_at_the_provider_is_not_asked_for_again_once_its_key_may_be_forgotten()
    {
        var (provider, ledger, entry) = await StartAsync();
        provider.BreakOff = BreakOff.BeforePaying;
        await ExecuteAsync(ledger, provider, entry);
        provider.BreakOff = BreakOff.Never;
        store.Clock.Advance(RefundExecutor.KeyLivesFor);

        Assert.IsType<RefundResult.Unknown>((await ExecuteAsync(ledger, provider, entry)).Result);
        Assert.Empty(provider.Moved);
    }

    [Fact]
    public async Task A_provider_that_knows_no_such_payment_any_more_proves_nothing()
    {
        var (provider, ledger, entry) = await StartAsync();
        provider.BreakOff = BreakOff.BeforePaying;
        await ExecuteAsync(ledger, provider, entry);
        provider.BreakOff = BreakOff.Never;
        provider.Refuse = new RefundResult.Failed(RefundFailure.NotFound, "No such charge.");

        Assert.IsType<RefundResult.Unknown>((await ExecuteAsync(ledger, provider, entry)).Result);
        Assert.Equal(entry.Amount, (await ledger.ReadAccountAsync(tenant, entry.Customer, default)).Orders[entry.Order].Committed);
    }

    [Fact]
    public async Task What_was_paid_after_all_counts_to_its_day_again()
    {
        var (provider, ledger, entry) = await StartAsync();
        provider.Refuse = new RefundResult.Failed(RefundFailure.Disputed, "The bank holds it.");
        await ExecuteAsync(ledger, provider, entry);
        var book = store.Get<ISpendBook>();
        Assert.Equal(0, (await book.ReadAsync(tenant, entry.Day, default)).Of(RefundInitiator.Agent, Currency.Usd).Count);

        await Executor(ledger, provider, book).LearnAsync(
            tenant, entry.Customer, entry.Key, new ProviderRefund("re_1", entry.Key, entry.Amount, RefundState.Succeeded), default);

        Assert.Equal(1, (await book.ReadAsync(tenant, entry.Day, default)).Of(RefundInitiator.Agent, Currency.Usd).Count);
    }

    [Fact]
    public async Task Another_sum_under_the_same_key_is_nobodys_proof_of_payment()
    {
        var (provider, ledger, entry) = await StartAsync();
        provider.BreakOff = BreakOff.BeforePaying;
        await ExecuteAsync(ledger, provider, entry);
        provider.BreakOff = BreakOff.Never;
        provider.Moved[entry.Key] = Samples.Usd(1_00);

        var (result, _) = await ExecuteAsync(ledger, provider, entry);
        var learned = await Executor(ledger, provider, store.Get<ISpendBook>()).LearnAsync(
            tenant, entry.Customer, entry.Key, new ProviderRefund("re_1", entry.Key, Samples.Usd(1_00), RefundState.Succeeded), default);

        Assert.Contains("1.00 USD", Assert.IsType<RefundResult.Unknown>(result).Detail, StringComparison.Ordinal);
        Assert.False(learned!.Moved);
        Assert.Equal(RefundState.Unknown, (await ledger.FindAsync(tenant, entry.Customer, entry.Key, default))!.State);
        Assert.Equal(1, provider.Calls);
    }

    [Fact]
    public async Task A_late_word_of_the_provider_reaches_the_row_and_frees_the_totals()
    {
        var (provider, ledger, entry) = await StartAsync();
        await ExecuteAsync(ledger, provider, entry);
        var executor = Executor(ledger, provider, store.Get<ISpendBook>());
        var word = new ProviderRefund("re_1", entry.Key, entry.Amount, RefundState.Failed);

        var learned = await executor.LearnAsync(tenant, entry.Customer, entry.Key, word, default);
        var again = await executor.LearnAsync(tenant, entry.Customer, entry.Key, word, default);

        Assert.Equal((true, RefundState.Succeeded, RefundState.Failed), (learned!.Moved, learned.Before, learned.Entry.State));
        Assert.False(again!.Moved);
        Assert.Equal(Samples.Usd(0), (await ledger.ReadAccountAsync(tenant, entry.Customer, default)).Orders[entry.Order].Committed);
        Assert.Null(await executor.LearnAsync(tenant, entry.Customer, RefundKey.From("rf_other"), word, default));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_provider_that_breaks_off_leaves_the_outcome_unknown_until_it_is_looked_up(bool afterEffect)
    {
        var (provider, ledger, entry) = await StartAsync();
        provider.BreakOff = afterEffect ? BreakOff.AfterPaying : BreakOff.BeforePaying;

        var (first, account) = await ExecuteAsync(ledger, provider, entry);
        Assert.IsType<RefundResult.Unknown>(first);
        Assert.Equal(entry.Amount, account.Orders[entry.Order].Committed);
        Assert.Equal(RefundState.Unknown, (await ledger.FindAsync(tenant, entry.Customer, entry.Key, default))!.State);

        provider.BreakOff = BreakOff.Never;
        var (second, _) = await ExecuteAsync(ledger, provider, entry);
        Assert.IsType<RefundResult.Succeeded>(second);
        Assert.Equal([entry.Amount], provider.Moved.Values);
    }

    [Fact]
    public async Task What_the_provider_cannot_even_list_stays_unknown()
    {
        var (provider, ledger, entry) = await StartAsync();
        provider.BreakOff = BreakOff.BeforePaying;
        await ExecuteAsync(ledger, provider, entry);
        provider.ListFails = true;

        Assert.IsType<RefundResult.Unknown>((await ExecuteAsync(ledger, provider, entry)).Result);
        Assert.Equal(1, provider.Calls);
    }

    [Fact]
    public async Task A_refused_refund_gives_its_sum_back_and_stays_refused()
    {
        var (provider, ledger, entry) = await StartAsync();
        provider.Refuse = new RefundResult.Failed(RefundFailure.Disputed, "The bank: holds it.");

        var (result, account) = await ExecuteAsync(ledger, provider, entry);
        provider.Refuse = null;
        var (again, _) = await ExecuteAsync(ledger, provider, entry);

        Assert.Equal(new RefundResult.Failed(RefundFailure.Disputed, "The bank: holds it."), result);
        Assert.Equal(result, again);
        Assert.Equal(Samples.Usd(0), account.Orders[entry.Order].Committed);
        Assert.Equal(Samples.Usd(0), (await ledger.ReadAccountAsync(tenant, entry.Customer, default)).Orders[entry.Order].Committed);
        Assert.Empty(provider.Moved);
    }

    /// <summary>Two messages that answer one question share its key, and may mean different things.</summary>
    [Fact]
    public async Task A_second_answer_to_one_question_is_not_told_the_outcome_of_the_first()
    {
        var (provider, ledger, entry) = await StartAsync();
        await ExecuteAsync(ledger, provider, entry);

        var (result, account) = await ExecuteAsync(ledger, provider, entry with { Amount = Samples.Usd(4_00) });

        Assert.Contains("10.00 USD", Assert.IsType<RefundResult.Failed>(result).Detail, StringComparison.Ordinal);
        Assert.Null(account.ETag);
        Assert.Equal([entry.Amount], provider.Moved.Values);
        Assert.Equal(RefundState.Succeeded, (await ledger.FindAsync(tenant, entry.Customer, entry.Key, default))!.State);
    }

    [Fact]
    public async Task A_limit_is_refused_without_a_word_to_the_provider()
    {
        var (provider, ledger, entry) = await StartAsync();

        var (result, _) = await ExecuteAsync(ledger, provider, entry, caps: Samples.Caps(order: 9_99));

        Assert.Equal(RefundFailure.Limit, Assert.IsType<RefundResult.Failed>(result).Failure);
        Assert.Equal(0, provider.Calls);
    }

    [Fact]
    public async Task A_pending_refund_is_not_asked_for_again()
    {
        var (provider, ledger, entry) = await StartAsync();
        provider.Pending = true;

        var (first, _) = await ExecuteAsync(ledger, provider, entry);
        var (second, _) = await ExecuteAsync(ledger, provider, entry);

        Assert.Equal(new RefundResult.Pending($"re_{entry.Key}"), first);
        Assert.Equal(first, second);
        Assert.Equal(1, provider.Calls);
    }

    [Fact]
    public async Task Many_that_carry_out_the_same_refund_at_once_move_the_money_once()
    {
        var (provider, ledger, entry) = await StartAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => ExecuteAsync(ledger, provider, entry))));

        Assert.All(results, each => Assert.IsType<RefundResult.Succeeded>(each.Result));
        Assert.Equal([entry.Amount], provider.Moved.Values);
    }

    [Fact]
    public async Task The_account_returned_serves_the_next_refund_of_the_same_message()
    {
        var (provider, ledger, entry) = await StartAsync();
        var other = Samples.Entry(tenant, "c2");

        var (_, account) = await ExecuteAsync(ledger, provider, entry);
        var executor = Executor(ledger, provider, store.Get<ISpendBook>());
        var (again, known) = await executor.ExecuteAsync(Samples.Action(Samples.Caps(20_00), entry), account, default);
        var (next, _) = await executor.ExecuteAsync(Samples.Action(Samples.Caps(20_00), other), known, default);

        Assert.IsType<RefundResult.Succeeded>(again.Result);
        Assert.IsType<RefundResult.Succeeded>(next.Result);
        Assert.Equal(Samples.Usd(20_00), (await ledger.ReadAccountAsync(tenant, entry.Customer, default)).Orders[entry.Order].Committed);
    }

    private Task<(PretendProvider Provider, IRefundLedger Ledger, RefundEntry Entry)> StartAsync(string claim = "c1") =>
        Task.FromResult((new PretendProvider(), store.Get<IRefundLedger>(), Samples.Entry(tenant, claim, order: claim == "c1" ? "o1" : claim)));

    private async Task<(RefundResult Result, CustomerAccount Account)> ExecuteAsync(
        IRefundLedger ledger, IRefundGateway gateway, RefundEntry entry, RefundCaps? caps = null, ISpendBook? days = null, CancellationToken cancellationToken = default)
    {
        var seen = await store.Get<IRefundLedger>().ReadAccountAsync(tenant, entry.Customer, default);
        var executor = Executor(ledger, gateway, days ?? store.Get<ISpendBook>());
        var (done, account) = await executor.ExecuteAsync(Samples.Action(caps ?? Samples.Caps(order: 10_00), entry), seen, cancellationToken);
        return (done.Result!, account);
    }

    private RefundExecutor Executor(IRefundLedger ledger, IRefundGateway gateway, ISpendBook days) =>
        new(ledger, days, gateway, store.Clock, NullLogger<RefundExecutor>.Instance);
}
