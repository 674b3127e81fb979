using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Xunit.Abstractions;

namespace RefundAgent.Tests.AtMostOnce;

/// <summary>
/// Requests, duplicates, people, faults of the provider, disputes and ends of processes in thousands of orders, held against
/// <see cref="Books"/>. Runs are numbered and a number is a run: <c>REFUNDAGENT_MODEL_FROM</c> and <c>REFUNDAGENT_MODEL_RUNS</c> say which.
/// </summary>
public sealed class MoneyPropertyTests(ITestOutputHelper output)
{
    private static readonly int From = Setting("REFUNDAGENT_MODEL_FROM", 1);

    private static readonly int Runs = Setting("REFUNDAGENT_MODEL_RUNS", 2_000);

    [Fact]
    public void Nobody_is_paid_twice_no_limit_is_passed_and_nothing_is_forgotten()
    {
        var reports = new MoneyReport[Runs];
        Parallel.For(0, Runs, run => reports[run] = Play(From + run, Script(From + run)));

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            runs {Runs} (from {From}), steps {reports.Sum(each => (long)each.Steps)}, ends of processes {reports.Sum(each => each.Deaths)}, provider faults {reports.Sum(each => each.BankFaults)}
            decisions {reports.Sum(each => each.Decisions)}, refunds paid {reports.Sum(each => each.Refunds)}, refused or failed {reports.Sum(each => each.Refused)}
            left to people: waiting {reports.Sum(each => each.Waiting)}, unsettled {reports.Sum(each => each.Unsettled)}
            runs in which something was not true: {reports.Count(each => !each.Faults.IsEmpty)}
            """));
        foreach (var (run, report) in reports.Index().Where(each => !each.Item.Faults.IsEmpty).Take(5))
        {
            Describe(From + run, report);
        }

        Assert.DoesNotContain(reports, report => !report.Faults.IsEmpty);
    }

    [Fact]
    public void A_number_is_a_run()
    {
        var (policy, acts) = Script(77);
        var first = MoneyRun.Play(77, policy, acts);
        var second = MoneyRun.Play(77, policy, acts);

        Assert.Equal(first with { Faults = [] }, second with { Faults = [] });
    }

    private static MoneyReport Play(int number, (MoneyPolicy Policy, ImmutableArray<MoneyAct> Acts) script) =>
        MoneyRun.Play(number, script.Policy, script.Acts);

    private static (MoneyPolicy Policy, ImmutableArray<MoneyAct> Acts) Script(int number)
    {
        var draw = new Random(number ^ 0x5EED);
        return (MoneyScript.DrawPolicy(draw), MoneyScript.DrawActs(draw));
    }

    /// <summary>The run with every act left out that it goes wrong without.</summary>
    private void Describe(int number, MoneyReport report)
    {
        var (policy, acts) = Script(number);
        for (var left = acts.Length - 1; left > 0; left--)
        {
            var shorter = acts.RemoveAt(left);
            if (Play(number, (policy, shorter)) is { Faults.IsEmpty: false } still)
            {
                (acts, report) = (shorter, still);
            }
        }

        output.WriteLine($"run {number}: {string.Join("; ", report.Faults)}");
        output.WriteLine($"  {policy}");
        foreach (var act in acts)
        {
            output.WriteLine($"  {act}");
        }
    }

    private static int Setting(string name, int otherwise) =>
        new ConfigurationBuilder().AddEnvironmentVariables().Build().GetValue(name, otherwise);
}
