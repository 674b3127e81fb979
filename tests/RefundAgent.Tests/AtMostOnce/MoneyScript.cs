using System.Collections.Immutable;
using RefundAgent.Actions;
using RefundAgent.Policies;
using RefundAgent.Records;

namespace RefundAgent.Tests.AtMostOnce;

/// <summary>Something that somebody does, or that happens to them.</summary>
internal abstract record MoneyAct
{
    /// <summary>A customer writes; <paramref name="Ticket"/> is shared by a question and the answers to it.</summary>
    public sealed record Writes(int Ticket, int Message, int Customer, string Text, int Process) : MoneyAct;

    /// <summary>A message that was sent before comes in again.</summary>
    public sealed record Repeats(int Which, int Process) : MoneyAct;

    public sealed record Rules(int Which, ApprovalVerdict Verdict, string By, int? Cents, int Process) : MoneyAct;

    public sealed record Ails(BankFault Fault) : MoneyAct;

    public sealed record Settles(int Which, bool Succeeds) : MoneyAct;

    public sealed record ComesBack(int Which, int Process) : MoneyAct;

    public sealed record Disputes(int Payment, DisputeState State, int Process) : MoneyAct;

    public sealed record Dies(int Process) : MoneyAct;

    public sealed record Passes(TimeSpan Time) : MoneyAct;

    public sealed record Sets(MoneyPolicy Policy) : MoneyAct;

    public sealed record Reconciles(int Process) : MoneyAct;
}

/// <summary>What the operator has in force; sums in cents, null for no limit.</summary>
internal sealed record MoneyPolicy(
    string Mode, int PerCustomer, int? AloneCount, int? AloneSum, int? ApprovedCount, int? ApprovedSum, ShippingTerms Shipping);

/// <summary>Draws scripts.</summary>
internal static class MoneyScript
{
    public const int Processes = 3;

    /// <summary>
    /// Of each customer: lamps (2 × 15.00), a chair (35.00) and a mirror (25.00); a pending order of 60.00; a bag of 80.00 paid by card and
    /// gift card. Each with delivery (10.00), so that some of an order can be given back with its delivery twice and the order's sum not tell.
    /// </summary>
    public const int Customers = 2;

    private static readonly TimeSpan[] Times =
    [
        TimeSpan.FromSeconds(31), TimeSpan.FromMinutes(5), TimeSpan.FromHours(3), TimeSpan.FromHours(15), TimeSpan.FromHours(19), TimeSpan.FromHours(25),
        TimeSpan.FromDays(3.5), TimeSpan.FromDays(31),
    ];

    public static MoneyPolicy DrawPolicy(Random draw) => new(
        draw.Next(16) switch { 0 => "off", < 4 => "suggest", _ => "earned" },
        draw.Next(3) switch { 0 => 100_00, 1 => 150_00, _ => 400_00 },
        draw.Next(2) == 0 ? null : 1 + draw.Next(4),
        draw.Next(2) == 0 ? null : 30_00 + (draw.Next(8) * 20_00),
        draw.Next(2) == 0 ? null : 1 + draw.Next(4),
        draw.Next(2) == 0 ? null : 30_00 + (draw.Next(8) * 20_00),
        draw.Next(4) switch { 0 => ShippingTerms.Never, 1 => ShippingTerms.WholeOrder, _ => ShippingTerms.Always });

    public static ImmutableArray<MoneyAct> DrawActs(Random draw)
    {
        var length = 6 + draw.Next(24);
        var acts = ImmutableArray.CreateBuilder<MoneyAct>(length);
        var messages = 0;
        while (acts.Count < length)
        {
            acts.Add(DrawAct(draw, ref messages));
        }

        return acts.DrainToImmutable();
    }

    private static MoneyAct DrawAct(Random draw, ref int messages)
    {
        var process = draw.Next(Processes);
        if (messages == 0)
        {
            return Write(draw, messages++, process);
        }

        return draw.Next(100) switch
        {
            < 34 => Write(draw, messages++, process),
            < 42 => new MoneyAct.Repeats(draw.Next(messages), process),
            < 56 => new MoneyAct.Rules(
                draw.Next(messages),
                draw.Next(5) == 0 ? ApprovalVerdict.Reject : ApprovalVerdict.Approve,
                draw.Next(2) == 0 ? "ann" : "ben",
                draw.Next(3) == 0 ? 5_00 + draw.Next(60_00) : null,
                process),
            < 70 => new MoneyAct.Ails((BankFault)draw.Next(7)),
            < 75 => new MoneyAct.Settles(draw.Next(9), draw.Next(3) > 0),
            < 78 => new MoneyAct.ComesBack(draw.Next(9), process),
            < 81 => new MoneyAct.Disputes(
                draw.Next(Customers * 4), draw.Next(3) switch { 0 => DisputeState.Won, 1 => DisputeState.Inquiry, _ => DisputeState.Chargeback }, process),
            < 90 => new MoneyAct.Dies(process),
            < 95 => new MoneyAct.Passes(Times[draw.Next(Times.Length)]),
            < 97 => new MoneyAct.Sets(DrawPolicy(draw)),
            _ => new MoneyAct.Reconciles(process),
        };
    }

    /// <summary>The first four tickets are shared: by questions, and by answers that come more than once and differ.</summary>
    private static MoneyAct.Writes Write(Random draw, int message, int process)
    {
        var ticket = draw.Next(3) == 0 ? draw.Next(4) : 100 + message;
        var customer = ticket < 4 ? ticket % Customers : draw.Next(Customers);
        var number = customer * 10;
        return new MoneyAct.Writes(ticket, message, customer, draw.Next(9) switch
        {
            0 => $"I want to return the Desk Lamp from order #10{number:00}.",
            1 => $"I want to return the Wall Mirror from order #10{number:00}.",
            2 => $"I want to return the Garden Chair from order #10{number:00}.",
            3 => $"I want to return order #10{number:00}.",
            4 => $"Please cancel order #20{number:00}, I no longer need it.",
            5 => $"I want to return the Travel Bag from order #30{number:00}.",
            6 => $"Return the Garden Chair from order #10{number:00} and cancel order #20{number:00}.",
            7 => $"Return the Desk Lamp from order #10{number:00} and the Travel Bag from order #30{number:00}.",
            _ => "I'd like a refund.",
        }, process);
    }
}
