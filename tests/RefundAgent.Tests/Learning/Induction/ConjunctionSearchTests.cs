using System.Collections.Immutable;
using CsCheck;
using RefundAgent.Evidence;
using RefundAgent.Learning;
using RefundAgent.Learning.Induction;
using static RefundAgent.Tests.Learning.Induction.InductionCases;

namespace RefundAgent.Tests.Learning.Induction;

public sealed class ConjunctionSearchTests
{
    [Fact]
    public void Leaving_out_what_the_bound_excludes_finds_what_trying_everything_finds() => Gen.Select(AnyCases, Gen.Int[0, 5]).Sample((cases, left) =>
    {
        var window = EvidenceWindow.Of(cases);
        var region = window.Within(each => each.Fold != left);
        var table = AtomTable.Of(window, region);
        var quick = new ConjunctionSearch(table).Best(region.Words.ToArray());
        var whole = new ConjunctionSearch(table, pruned: false).Best(region.Words.ToArray());
        Assert.Equal(whole?.Atoms.AsEnumerable(), quick?.Atoms.AsEnumerable());
        Assert.Equal(whole?.IsWorthIt, quick?.IsWorthIt);
    });

    [Fact]
    public void No_part_of_a_set_is_worth_more_than_its_bound() =>
        Gen.Select(Gen.Int[0, 60], Gen.Int[0, 60], Gen.Int[0, 60]).Array[2, 9].Sample(drawn =>
        {
            int[] region = [.. drawn.Select(each => each.Item1 + each.Item2 + each.Item3)];
            int[] set = [.. drawn.Select(each => each.Item1 + each.Item2)];
            int[] part = [.. drawn.Select(each => each.Item1)];
            var background = new RegionBackground(LeafScore.For(Math.Max(2, drawn.Length), region.Sum()), region);
            Assert.True(background.Value(part) <= background.Bound(set));
            Assert.True(background.Bound(part) <= background.Bound(set));
        });

    [Fact]
    public void A_pressed_row_has_the_bits_under_the_mask_in_order() => Gen.Select(Gen.ULong, Gen.ULong).Sample((row, mask) =>
    {
        var (expected, at) = (0UL, 0);
        for (var bit = 0; bit < 64; bit++)
        {
            if ((mask >> bit & 1) != 0)
            {
                expected |= (row >> bit & 1) << at++;
            }
        }

        Assert.Equal(expected, PressedRegion.Pressed(row, mask));
        Assert.Equal(expected, PressedRegion.PressedOneByOne(row, mask));
    });

    [Fact]
    public void A_condition_of_the_table_says_of_every_case_what_it_says_of_the_facts() => AnyCases.Sample(cases =>
    {
        var window = EvidenceWindow.Of(cases);
        var table = AtomTable.Of(window, window.All);
        foreach (var atom in table.Atoms)
        {
            var cells = window.Within(each => atom.Holds(each.Facts));
            Assert.Equal(cells, new Bits(table.Where([atom])));
            Assert.Equal(cells, new Bits(window.Where([atom])));
        }
    });

    [Fact]
    public void Two_cuts_in_one_direction_are_as_good_as_the_tighter()
    {
        ImmutableArray<Atom> loose = [Cut(AtomOperator.AtLeast, 3), Cut(AtomOperator.AtMost, 9)];
        ImmutableArray<Atom> tight = [Cut(AtomOperator.AtLeast, 5), Cut(AtomOperator.AtMost, 7)];
        Assert.Equal(tight.AsEnumerable(), Conjunction.Joined(loose, tight));

        static Atom Cut(AtomOperator asked, decimal at) => new("order.ageDays", asked, FactValue.Of(at));
    }
}
