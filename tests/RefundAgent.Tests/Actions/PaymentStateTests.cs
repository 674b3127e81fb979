using CsCheck;
using RefundAgent.Actions;

namespace RefundAgent.Tests.Actions;

public sealed class PaymentStateTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    [Fact]
    public void Reports_lead_to_the_same_state_in_whatever_order_and_however_often_they_come()
    {
        var report = Gen.Select(Gen.Int[1, 3], Gen.Enum<DisputeState>(), Gen.Int[0, 4], (id, state, at) => new DisputeReport($"dp_{id}", state, Start.AddSeconds(at)));

        Gen.Select(report.Array[0, 8], Gen.Int).Sample((reports, seed) =>
        {
            var random = new Random(seed);
            var shuffled = reports.Concat(reports).OrderBy(_ => random.Next()).Concat(reports.Take(2));

            Assert.Equal(CanonicalJson.Write(After(reports)), CanonicalJson.Write(After(shuffled)));
        });
    }

    [Fact]
    public void A_dispute_that_was_won_does_not_hide_another_that_is_open()
    {
        var state = After([new("dp_1", DisputeState.Chargeback, Start), new("dp_2", DisputeState.Chargeback, Start.AddDays(1)), new("dp_1", DisputeState.Won, Start.AddDays(2))]);

        Assert.Equal((DisputeState.Chargeback, 2, true), (state.Dispute, state.Chargebacks, state.ForbidsRefund));
    }

    [Fact]
    public void Within_one_second_the_end_of_a_dispute_counts_before_its_beginning()
    {
        var state = After([new("dp_1", DisputeState.Lost, Start), new("dp_1", DisputeState.Chargeback, Start), new("dp_1", DisputeState.Inquiry, Start)]);

        Assert.Equal(DisputeState.Lost, state.Dispute);
    }

    [Fact]
    public void An_inquiry_forbids_nothing_and_counts_as_none_when_it_is_closed()
    {
        var asked = PaymentState.Clear.With(new DisputeReport("dp_1", DisputeState.Inquiry, Start));

        Assert.Equal((DisputeState.Inquiry, 0, false), (asked.Dispute, asked.Chargebacks, asked.ForbidsRefund));
        Assert.Equal(DisputeState.None, asked.With(new DisputeReport("dp_1", DisputeState.None, Start.AddDays(1))).Dispute);
    }

    [Fact]
    public void What_is_known_already_changes_nothing()
    {
        var report = new DisputeReport("dp_1", DisputeState.Chargeback, Start);
        var state = PaymentState.Clear.With(report);

        Assert.Same(state, state.With(report));
        Assert.Same(state, state.With(report with { State = DisputeState.Inquiry, AsOf = Start.AddSeconds(-1) }));
    }

    private static PaymentState After(IEnumerable<DisputeReport> reports) => reports.Aggregate(PaymentState.Clear, (state, report) => state.With(report));
}
