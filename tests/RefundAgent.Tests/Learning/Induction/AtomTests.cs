using CsCheck;
using RefundAgent.Evidence;
using RefundAgent.Learning.Induction;
using static RefundAgent.Tests.Learning.Induction.InductionCases;

namespace RefundAgent.Tests.Learning.Induction;

public sealed class AtomTests
{
    private static readonly Gen<Atom> AnyAtom = Gen.Select(Gen.Int[1, 4], Gen.Enum<AtomOperator>(), AnyValue, (fact, asked, value) => new Atom(
        $"fact.{fact}",
        asked,
        asked is AtomOperator.Exists or AtomOperator.Missing ? null
            : asked is AtomOperator.Has && value is not FactValue.Text ? FactValue.Of("gift")
            : value is null or FactValue.List ? FactValue.Of(1m) : value));

    [Fact]
    public void An_atom_holds_where_its_condition_holds() => Gen.Select(AnyAtom, AnyFacts).Sample((atom, facts) =>
    {
        var asFacts = facts.ToDictionary(fact => fact.Key, fact => new Fact(fact.Key, fact.Value, new FactSource(FactOrigin.Order, "o1")));
        return atom.Holds(facts) == atom.ToCondition().Holds(asFacts);
    });

    [Fact]
    public void The_canonical_order_is_total_and_tells_apart_what_is_different() => AnyAtom.Array[3].Sample(atoms =>
    {
        var order = Atom.Canonical;
        Assert.Equal(atoms[0] == atoms[1], order.Compare(atoms[0], atoms[1]) == 0);
        Assert.Equal(Math.Sign(order.Compare(atoms[0], atoms[1])), -Math.Sign(order.Compare(atoms[1], atoms[0])));
        Assert.False(order.Compare(atoms[0], atoms[1]) <= 0 && order.Compare(atoms[1], atoms[2]) <= 0 && order.Compare(atoms[0], atoms[2]) > 0);
    });

    [Fact]
    public void An_atom_survives_being_written() => AnyAtom.Sample(atom =>
        CanonicalJson.Read<Atom>(CanonicalJson.Write(atom)) == atom);

    [Fact]
    public void Only_absence_holds_of_a_fact_that_is_not_there()
    {
        var none = Case(1, Deny, "ann").Facts;
        Assert.Equal(
            [AtomOperator.Missing],
            Enum.GetValues<AtomOperator>().Where(asked => new Atom("order.status", asked, FactValue.Of("sent")).Holds(none)));
    }
}
