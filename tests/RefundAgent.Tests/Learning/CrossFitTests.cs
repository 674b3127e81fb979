using CsCheck;
using RefundAgent.Learning;
using RefundAgent.Learning.Induction;
using static RefundAgent.Tests.Learning.Induction.InductionCases;

namespace RefundAgent.Tests.Learning;

public sealed class CrossFitTests
{
    [Fact]
    public void Nobody_is_judged_by_a_list_that_saw_them() =>
        Gen.Select(AnyCases, Gen.Int[0, CrossFit.Folds - 1]).Sample((cases, fold) =>
        {
            var window = EvidenceWindow.Of(cases);
            var otherwise = EvidenceWindow.Of([.. cases.Select(each => each.Fold == fold ? each with { Label = Own(77) } : each)]);

            var (known, changed) = (CrossFit.Around(RuleList.Empty, window, []), CrossFit.Around(RuleList.Empty, otherwise, []));

            Assert.Equal(CrossFit.Folds, known.WithoutFold.Length);
            Assert.Equal(CanonicalJson.Write(known.WithoutFold[fold]), CanonicalJson.Write(changed.WithoutFold[fold]));
            Assert.All(cases.Where(each => each.Fold == fold), each => Assert.Same(
                known.WithoutFold[fold].Decide(each.Facts), known.Blind(each)));
        }, iter: 200);

    [Fact]
    public void All_cases_of_one_customers_order_are_in_one_fold_and_every_fold_is_used()
    {
        var folds = Enumerable.Range(0, 200).Select(i => CrossFit.FoldOf($"customer-{i}", "#1")).ToList();

        Assert.Equal(folds, Enumerable.Range(0, 200).Select(i => CrossFit.FoldOf($"customer-{i}", "#1")));
        Assert.Equal(Enumerable.Range(0, CrossFit.Folds), folds.Distinct().Order());
        Assert.Contains(Enumerable.Range(0, 20), i => CrossFit.FoldOf("customer-1", $"#{i}") != CrossFit.FoldOf("customer-1", "#1"));
    }

    [Fact]
    public void Before_the_first_fit_there_is_one_list_for_all() =>
        Assert.Same(HandMade.Always(Full) is var list ? list.Rules[0] : null, new CrossFit(list, []).Blind(HandMade.Case(1, Deny, "ann")));
}
