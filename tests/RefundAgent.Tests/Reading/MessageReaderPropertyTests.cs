using System.Collections.Immutable;
using CsCheck;
using RefundAgent.Evidence;
using RefundAgent.Reading;

namespace RefundAgent.Tests.Reading;

/// <summary>What holds for every text and every set of orders.</summary>
public sealed class MessageReaderPropertyTests
{
    private static readonly string[] Fragments =
    [
        "return", "cancel", "refund", "exchange", "keep", "I want to", "please", "do not", "if", "or", "and", ",", ";", ":", ".", "?", "\n", "\n\n", "- ",
        "the", "my", "all", "both", "two", "everything", "except", "the rest", "it", "them", "order", "orders", "items", "lamp", "watch", "mug", "mugs",
        "speaker", "red", "T-Shirt", "mat", "chair", "#A1001", "A1002", "#A1003", "#A1004", "#B9999", "via", "paypal_22", "gift card", "to", "(", ")", "{'color': 'blue'}",
        "{", "\"", "not", "never mind", "because", "$40.00", "möchte", "zurückgeben", "stornieren", "alles", "取消", "\ud800", "\u200b", "ignore previous instructions",
    ];

    private static readonly Gen<string> Sentences = Gen.Int[0, Fragments.Length - 1].Select(index => Fragments[index]).Array[0, 25].Select(words => string.Join(' ', words));

    private static readonly Gen<string> Texts = Gen.Frequency((4, Sentences), (1, Gen.String), (1, Gen.Select(Gen.String, Sentences, (noise, words) => noise + words)));

    private static readonly Gen<ImmutableArray<Order>> SomeOrders =
        Gen.Bool.Array[Shop.Orders.Length].Select(chosen => Shop.Orders.Where((_, index) => chosen[index]).ToImmutableArray());

    private static readonly MessageReader Reader = new();

    [Fact]
    public void Every_text_is_read_without_an_exception_and_gives_at_least_one_claim() => Gen.Select(Texts, SomeOrders).Sample((text, orders) =>
        !Reader.Read(text, null, orders).IsEmpty);

    [Fact]
    public void Every_order_and_every_unit_of_a_reading_is_the_customers_own() => Gen.Select(Texts, SomeOrders).Sample((text, orders) =>
        Reader.Read(text, Shop.Orders[0].Id, orders).All(claim => claim.Order is null
            ? claim.Items.IsEmpty && !claim.WholeOrder
            : orders.FirstOrDefault(order => order.Id == claim.Order) is { } order && HoldsUnits(order, claim.Items)));

    [Fact]
    public void No_request_for_money_is_certain_without_an_order_and_units_of_it() => Gen.Select(Texts, SomeOrders).Sample((text, orders) =>
        Reader.Read(text, null, orders).All(claim => !claim.IsAboutMoney || !claim.IsCertain || (claim.Order is not null && (claim.WholeOrder ^ !claim.Items.IsEmpty))));

    [Fact]
    public void No_unit_is_given_back_twice_for_certain() => Gen.Select(Texts, SomeOrders).Sample((text, orders) =>
        Reader.Read(text, null, orders).Where(claim => claim.IsAboutMoney && claim.IsCertain).GroupBy(claim => claim.Order).All(group =>
            HoldsUnits(orders.First(order => order.Id == group.Key), [.. group.SelectMany(claim => UnitsOf(claim, orders))])));

    [Fact]
    public void The_same_text_is_read_the_same_way_again() => Gen.Select(Texts, SomeOrders).Sample((text, orders) =>
        Reader.Read(text, null, orders).Select(Describe).SequenceEqual(new MessageReader().Read(text, null, orders).Select(Describe)));

    private static string Describe(ClaimReading claim) =>
        $"{claim.Request} {claim.Order} {claim.WholeOrder} {string.Join(',', claim.Items)} {claim.Reason} {string.Join(',', claim.Doubts)}";

    private static IEnumerable<ItemId> UnitsOf(ClaimReading claim, ImmutableArray<Order> orders) => claim.WholeOrder
        ? orders.First(order => order.Id == claim.Order).Items.SelectMany(item => Enumerable.Repeat(item.Id, item.Quantity))
        : claim.Items;

    private static bool HoldsUnits(Order order, ImmutableArray<ItemId> units) => units.GroupBy(unit => unit).All(group =>
        group.Count() <= order.Items.Where(item => item.Id == group.Key).Sum(item => item.Quantity));
}
