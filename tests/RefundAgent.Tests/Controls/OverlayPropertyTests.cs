using System.Collections.Immutable;
using CsCheck;
using RefundAgent.Context;
using RefundAgent.Controls;
using RefundAgent.Learning;
using static RefundAgent.Tests.Controls.LearnedSamples;

namespace RefundAgent.Tests.Controls;

public sealed class OverlayPropertyTests
{
    private static readonly string[] Cabins = ["basic", "economy", "business", "first"];

    private static readonly Gen<LearnedItem> AnyItem = Gen.OneOf<LearnedItem>(
        Gen.Select(Gen.Int[0, 3], Gen.Int[1, 3], Gen.Int[0, 9]).Select((cabin, days, place) => (LearnedItem)Guideline(Cabins[cabin], place, days * 24)),
        Gen.Int[1, 12].Select(number => (LearnedItem)Precedent(number)));

    private static readonly Gen<LearnedContext> AnyHead = AnyItem.Array[0, 20].Select(items => Head([.. items.DistinctBy(item => item.Id)]));

    private static readonly Gen<Control> AnyControl = Gen.OneOf<Control>(
        AnyItem.Select(Retire),
        AnyItem.Select(Pin),
        AnyItem.Select(item => (Control)new Control.DemoteSegment((item as LearnedItem.Guideline)?.Segment ?? "gone", 50)),
        Gen.Int[1, 12].Select(number => (Control)new Control.EraseCases([DecisionOf(number)])),
        Gen.Int[1, 6].Select(version => (Control)new Control.Rollback(new ContextVersion(version))));

    [Fact]
    public void Laid_over_twice_it_is_as_once() =>
        Gen.Select(AnyHead, AnyControl.Array[0, 12]).Sample((head, controls) =>
        {
            var overlay = Overlay.Of(Log([.. controls]));
            var once = overlay.Apply(head);

            Assert.Equal(CanonicalJson.Write(once), CanonicalJson.Write(overlay.Apply(once)));
        });

    [Fact]
    public void Whatever_is_said_the_items_are_few_each_once_in_order_and_places_have_no_gaps() =>
        Gen.Select(AnyHead, AnyControl.Array[0, 12]).Sample((head, controls) =>
        {
            var items = head.Under([Pin(Guideline("pinned")), .. controls]).Items;

            Assert.InRange(items.Length, 0, LearnedContext.MostItems);
            Assert.Equal(items.Select(item => item.Id.Value).Distinct().Order(StringComparer.Ordinal), items.Select(item => item.Id.Value));
            Assert.Equal(Enumerable.Range(0, items.OfType<LearnedItem.Guideline>().Count()), items.OfType<LearnedItem.Guideline>().Select(item => item.Place).Order());
        });

    [Fact]
    public void What_is_said_of_different_things_may_be_said_in_any_order() =>
        Gen.Select(AnyHead, AnyControl.Array[0, 12], Gen.Int[0, 1_000_000]).Sample((head, controls, seed) =>
        {
            // Guidelines that are pinned are about one thing: which of them comes first.
            var apart = controls.DistinctBy(SubjectOf).ToImmutableArray();
            var shuffled = apart.Select((control, index) => (control, index)).OrderBy(each => (each.index + 1L) * seed % 7_919).Select(each => each.control);

            Assert.Equal(CanonicalJson.Write(head.Under(apart)), CanonicalJson.Write(head.Under([.. shuffled])));
        });

    private static string SubjectOf(Control control) => control switch
    {
        Control.PinItem { Item: LearnedItem.Guideline } or Control.RetireItem { Segment: not null } => "guidelines",
        Control.PinItem { Item: LearnedItem.Precedent precedent } => precedent.Decision.Value,
        Control.RetireItem retire => DecisionOf(int.Parse(retire.Item.Value.AsSpan(1, 5), null)).Value,
        Control.EraseCases erase => erase.Decisions[0].Value,
        _ => CanonicalJson.Write(control),
    };
}
