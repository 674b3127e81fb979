using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Adapters.Storage;
using RefundAgent.Amounts;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Identity;
using RefundAgent.Policies;
using RefundAgent.Records;
using RefundAgent.Tests.Storage;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.AtMostOnce;

/// <summary>One script, played by three processes on one storage with one provider, then carried on to its end and looked at.</summary>
internal sealed class MoneyRun : IDisposable
{
    private static readonly TenantId Tenant = TenantId.From("shop");

    private readonly Interleaving all;
    private readonly Bank bank;
    private readonly Books books;
    private readonly MemoryTables storage;
    private readonly AgentProcess observer;
    private readonly AgentProcess[] processes;
    private readonly DateTimeOffset began;
    private readonly List<Sent> sent = [];
    private readonly List<BankRefund> returned = [];
    private readonly List<string> surprises = [];

    private MoneyRun(int number, StorageMeter meter)
    {
        all = new Interleaving(new Random(number));
        began = all.Now;
        bank = new Bank(all);
        storage = new MemoryTables(meter);
        var orders = Enumerable.Range(0, MoneyScript.Customers).SelectMany(OrdersOf).ToDictionary(order => order.Id);
        books = new Books(storage, bank, orders);
        observer = new AgentProcess(all, bank, _ => storage);
        foreach (var order in orders.Values)
        {
            Told(observer.Get<IOrderBook>().PutAsync(Tenant, order, default));
        }

        processes = [.. Enumerable.Range(0, MoneyScript.Processes).Select(_ => Start())];
    }

    private int Deaths { get; set; }

    /// <param name="number">Decides everything that is left to chance.</param>
    /// <param name="policy">In force at first.</param>
    /// <param name="acts">In the order in which they begin.</param>
    public static MoneyReport Play(int number, MoneyPolicy policy, ImmutableArray<MoneyAct> acts)
    {
        var before = SynchronizationContext.Current;
        using var meter = new StorageMeter();
        using var run = new MoneyRun(number, meter);
        try
        {
            SynchronizationContext.SetSynchronizationContext(run.all);
            run.Set(policy);
            run.Play(acts);
            run.CarryOn();
            return run.Report();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    public void Dispose()
    {
        foreach (var process in processes.Append(observer))
        {
            process.Dispose();
        }
    }

    /// <summary>What storage says to somebody who need not wait for a turn.</summary>
    public static T Told<T>(Task<T> answer) => answer.IsCompleted ? answer.GetAwaiter().GetResult() : throw new InvalidOperationException("Memory answers at once.");

    private static void Told(Task answer) => answer.GetAwaiter().GetResult();

    private void Play(ImmutableArray<MoneyAct> acts)
    {
        foreach (var act in acts)
        {
            Begin(act);
            for (var steps = all.Draw.Next(all.Draw.Next(2) == 0 ? 4 : 60); steps > 0 && StepAndLook(); steps--)
            {
            }
        }

        RunOut();
    }

    private void Begin(MoneyAct act)
    {
        switch (act)
        {
            case MoneyAct.Writes writes:
                sent.Add(new Sent(TicketOf(writes)));
                Send(sent[^1], writes.Process);
                break;
            case MoneyAct.Repeats repeats:
                Send(sent[repeats.Which % sent.Count], repeats.Process);
                break;
            case MoneyAct.Rules rules:
                Begin(processes[rules.Process], process => RuleAsync(process, sent[rules.Which % sent.Count].Ticket, rules));
                break;
            case MoneyAct.Ails ails:
                bank.Plan(ails.Fault);
                break;
            case MoneyAct.Settles settles:
                bank.Settle(settles.Which, settles.Succeeds);
                break;
            case MoneyAct.ComesBack back when bank.Return(back.Which) is { } refund:
                returned.Add(refund);
                Begin(processes[back.Process], process => TellAsync(process, refund));
                break;
            case MoneyAct.Disputes disputes:
                Begin(processes[disputes.Process], process => MarkAsync(process, disputes));
                break;
            case MoneyAct.Dies dies:
                Deaths++;
                all.End(processes[dies.Process].Life);
                processes[dies.Process].Dispose();
                processes[dies.Process] = Start();
                break;
            case MoneyAct.Passes passes:
                all.Pass(passes.Time);
                break;
            case MoneyAct.Sets sets:
                Set(sets.Policy);
                break;
            case MoneyAct.Reconciles reconciles:
                Begin(processes[reconciles.Process], ReconcileAsync);
                break;
        }
    }

    /// <summary>As after an incident: the provider is well again, what it had pending is settled, and the timers run until nothing changes.</summary>
    private void CarryOn()
    {
        bank.IsWellAgain();
        while (bank.Settle(0, all.Draw.Next(2) == 0) is not null)
        {
        }

        // The queue brings some of what was not answered again; the caller of the rest has gone away.
        foreach (var message in sent.Where(message => !message.IsAnswered && all.Draw.Next(2) == 0))
        {
            all.Pass(MessageTurns.HoldFor);
            Send(message, all.Draw.Next(processes.Length));
            RunOut();
        }

        foreach (var refund in returned)
        {
            Begin(processes[0], process => TellAsync(process, refund));
            RunOut();
        }

        for (var round = 0; round < 3; round++)
        {
            all.Pass(MessageTurns.HoldFor);
            Begin(processes[round], ReconcileAsync);
            RunOut();
        }
    }

    private MoneyReport Report()
    {
        var records = sent.Select(message => message.Ticket).DistinctBy(DecisionId.For)
            .Select(ticket => Told(observer.Get<IDecisionRecords>().FindAsync(Tenant, DecisionId.For(ticket), default))).OfType<DecisionRecord>().ToArray();
        var open = observer.Get<IDecisionRecords>().ListOpenAsync(Tenant, began.AddDays(-1), default).ToBlockingEnumerable().ToHashSet();
        books.LookAtTheEnd(observer.Get<IRefundLedger>(), Tenant);
        foreach (var record in records)
        {
            books.LookAtRecord(record, open);
        }

        foreach (var message in sent.Where(message => message.IsAnswered && records.All(record => record.Id != DecisionId.For(message.Ticket))))
        {
            surprises.Add($"message {message.Ticket.Message} was answered and is not on record");
        }

        return new MoneyReport(
            [.. books.Faults.Concat(surprises).Distinct()],
            all.Steps,
            Deaths,
            bank.FaultsHad,
            bank.Refunds.Count(refund => refund.IsMoney),
            records.Length,
            records.Sum(record => record.Claims.Count(claim => claim.IsOpen())),
            records.Sum(record => record.Claims.Count(claim => claim.Refund is { IsSettled: false })),
            books.AllRows().Count(row => row.State == RefundState.Failed));
    }

    private AgentProcess Start() => new(all, bank, life => new TurnTables(storage, all, life, books.Look));

    private void Set(MoneyPolicy policy)
    {
        books.Note(policy);
        Told(observer.Get<PolicyImport>().RunAsync(Tenant, MoneyPolicies.Document(policy), default));
    }

    private void Send(Sent message, int process) => Begin(processes[process], async running =>
    {
        await running.Get<RefundDesk>().HandleAsync(message.Ticket, default);
        message.IsAnswered = true;
    });

    private static async Task RuleAsync(AgentProcess process, Ticket ticket, MoneyAct.Rules rules)
    {
        var decision = DecisionId.For(ticket);
        if (await process.Get<IDecisionRecords>().FindAsync(Tenant, decision, default) is not { } record)
        {
            return;
        }

        await process.Get<ApprovalDesk>().AnswerAsync(
            Tenant,
            decision,
            new PersonsAnswer
            {
                Claim = record.Claims[^1].Id,
                Verdict = rules.Verdict,
                Amount = rules is { Verdict: ApprovalVerdict.Approve, Cents: { } cents } ? Samples.Usd(cents) : null,
                By = PrincipalId.From(rules.By),
                Roles = Roles.Agent | Roles.Manager,
            },
            default);
    }

    /// <summary>What the timer does with everything that is open.</summary>
    private async Task ReconcileAsync(AgentProcess process)
    {
        var records = process.Get<IDecisionRecords>();
        await foreach (var id in records.ListOpenAsync(Tenant, began.AddDays(-1), default))
        {
            if (await records.FindAsync(Tenant, id, default) is { } found)
            {
                var carried = await process.Get<Intents>().FinishAsync(found, default);
                var told = await process.Get<Intents>().FollowUpAsync(carried, default);
                await process.Get<ApprovalExpiry>().LookAtAsync(told, all.Now, default);
            }
        }
    }

    private static Task<MoveResult?> TellAsync(AgentProcess process, BankRefund refund) => process.Get<RefundExecutor>().LearnAsync(
        Tenant, CustomerOf(refund.Request.Order), refund.Request.Key, refund.AsTold, default);

    private static async Task MarkAsync(AgentProcess process, MoneyAct.Disputes disputes)
    {
        var order = OrdersOf(disputes.Payment / 4).ElementAt(disputes.Payment % 3);
        await process.Get<IRefundLedger>().MarkPaymentAsync(
            Tenant, order.Customer, order.Payment, payment => payment.With(new DisputeReport("dp_1", disputes.State, process.Get<TimeProvider>().GetUtcNow())), default);
    }

    /// <summary>An act that nobody waits for; what it may end with is an answer, or being told to come back.</summary>
    private async void Begin(AgentProcess process, Func<AgentProcess, Task> act)
    {
        try
        {
            await act(process);
        }
        catch (Exception fault) when (fault is MessageBusyException or StorageBusyException)
        {
        }
        catch (Exception fault)
        {
            surprises.Add(fault.ToString());
        }
    }

    private void RunOut()
    {
        while (StepAndLook())
        {
        }
    }

    private bool StepAndLook()
    {
        var paid = bank.Refunds.Count;
        var stepped = all.Step();
        if (bank.Refunds.Count > paid)
        {
            books.LookAtMoney();
        }

        return stepped ? all.Steps < 20_000 : all.IsIdle ? false : throw new InvalidOperationException("Somebody has work left and no turn.");
    }

    private Ticket TicketOf(MoneyAct.Writes writes) => new()
    {
        Tenant = Tenant,
        Id = TicketId.From($"t{writes.Ticket}"),
        Message = MessageId.From($"m{writes.Message}"),
        Text = writes.Text,
        Customer = new TicketCustomer(CustomerId.From($"c{writes.Customer}"), null, Authenticated: true),
        BroughtBy = PrincipalId.From("helpdesk"),
        ReceivedAt = all.Now,
    };

    private static CustomerId CustomerOf(OrderId order) =>
        Enumerable.Range(0, MoneyScript.Customers).SelectMany(OrdersOf).First(each => each.Id == order).Customer;

    private static IEnumerable<Order> OrdersOf(int customer)
    {
        var number = customer * 10;
        yield return Of($"#10{number:00}", "delivered", Line("lamp", "Desk Lamp", 2, 15_00), Line("chair", "Garden Chair", 1, 35_00), Line("mirror", "Wall Mirror", 1, 25_00));
        yield return Of($"#20{number:00}", "pending", Line("rug", "Kilim Rug", 1, 60_00));
        var bag = Of($"#30{number:00}", "delivered", Line("bag", "Travel Bag", 1, 80_00));
        yield return bag with
        {
            Payments =
            [
                new OrderPayment(bag.Payment, PaymentKind.Card, Samples.Usd(50_00), Samples.Usd(0)),
                new OrderPayment(PaymentReference.From($"gift_{bag.Id}"), PaymentKind.GiftCard, Samples.Usd(40_00), Samples.Usd(0)),
            ],
        };

        Order Of(string id, string status, params OrderItem[] items)
        {
            var delivery = Samples.Usd(10_00);
            var paid = delivery + Samples.Usd(items.Sum(item => item.Quantity * item.UnitPrice.MinorUnits));
            return Samples.Order(id, $"c{customer}", paid.MinorUnits) with { Status = status, Items = [.. items], Shipping = delivery, PlacedAt = null };
        }

        static OrderItem Line(string id, string name, int quantity, long cents) =>
            new() { Id = ItemId.From(id), Name = name, Quantity = quantity, UnitPrice = Samples.Usd(cents) };
    }

    private sealed record Sent(Ticket Ticket)
    {
        public bool IsAnswered { get; set; }
    }
}

/// <param name="Faults">What was not true; empty as it should be.</param>
/// <param name="Unsettled">Refunds that nobody can find out about any more, on the list of open work.</param>
internal sealed record MoneyReport(
    ImmutableArray<string> Faults, int Steps, int Deaths, int BankFaults, int Refunds, int Decisions, int Waiting, int Unsettled, int Refused);
