using System.Collections.Immutable;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Reading;
using RefundAgent.Records;
using RefundAgent.Tests.Storage;

namespace RefundAgent.Tests.Reading;

public sealed class SettledReadingTests
{
    private static readonly DecisionId Now = new("20260301-090000000-1812c74e4589c96f");
    private static readonly ClaimOrigin Earlier = new(new DecisionId("20260228-090000000-1812c74e4589c96f"), new ClaimId("c3"));

    private static readonly Order Shop = Samples.Order("#A1001", "customer") with
    {
        Items = [Line("lamp", 2), Line("shade", 1)],
    };

    [Fact]
    public void Without_an_advisor_the_built_in_reading_stands_as_it_is()
    {
        var read = ReadClaims(Return("lamp"));

        Assert.Equal(read.Single(), Settle(read).Single().Claim);
    }

    [Fact]
    public void Two_that_read_alike_confirm_each_other()
    {
        var (claim, advice) = Assert.Single(Settle(ReadClaims(Return("lamp", "shade")), Counselled(Return("shade", "lamp"))));

        Assert.Equal(Readers.Both, claim.Reading.Readers);
        Assert.NotNull(advice);
    }

    [Fact]
    public void The_whole_order_and_all_of_its_units_by_name_are_one_wish()
    {
        var whole = Return() with { WholeOrder = true };

        Assert.Equal(Readers.Both, Assert.Single(Settle(ReadClaims(whole), Counselled(Return("lamp", "shade", "lamp")))).Claim.Reading.Readers);
    }

    [Theory]
    [InlineData("lamp lamp")]
    [InlineData("shade")]
    [InlineData("")]
    public void A_certain_wish_for_money_that_is_read_otherwise_stays_and_the_other_reading_stands_beside_it(string items)
    {
        var settled = Settle(ReadClaims(Return("lamp")), Counselled(Return(items.Split(' ', StringSplitOptions.RemoveEmptyEntries))));

        Assert.Equal([Readers.Differ, Readers.Model], settled.Select(each => each.Claim.Reading.Readers));
        Assert.Equal(["c1", "c2"], settled.Select(each => each.Claim.Id.Value));
        Assert.Null(settled[0].Advice);
    }

    [Theory]
    [InlineData("lamp", "shade lamp", "lamp shade", "lamp")]
    [InlineData("lamp lamp", "shade", "lamp shade lamp", null)]
    [InlineData("lamp shade", null, "shade", "lamp")]
    public void One_wish_cut_into_other_claims_is_the_same_wish(string mine, string? mineToo, string theirs, string? theirsToo)
    {
        var settled = Settle(ReadClaims(Cut(mine, mineToo)), Counselled(Cut(theirs, theirsToo)));

        Assert.All(settled, each => Assert.Equal(Readers.Both, each.Claim.Reading.Readers));
        Assert.All(settled, each => Assert.NotNull(each.Advice));
        Assert.Equal(Cut(mine, mineToo).Select(claim => string.Join(' ', claim.Items)), settled.Select(each => string.Join(' ', each.Claim.Reading.Items)));
    }

    [Fact]
    public void A_unit_more_in_another_cut_is_another_wish() => Assert.Equal(
        [Readers.Differ, Readers.Differ, Readers.Model],
        Settle(ReadClaims(Return("lamp"), Return("shade")), Counselled(Return("lamp", "shade", "lamp"))).Select(each => each.Claim.Reading.Readers));

    [Fact]
    public void A_frame_for_another_cut_is_none()
    {
        var counsel = Counsel("About {c1}. And {c2}.", Return("lamp", "shade"), Return("lamp"));
        var read = ReadClaims(Return("lamp"), Return("shade", "lamp"));

        Assert.Equal("About {c2}. And {c1}.", SettledReading.FrameFor(SettledReading.Of(read, counsel.Claims, Now, [Shop]), counsel));
        var other = Counsel("About {c1}. And {c2}.", Return("lamp", "lamp"), Return("shade"));
        Assert.Null(SettledReading.FrameFor(SettledReading.Of(read, other.Claims, Now, [Shop]), other));
    }

    [Fact]
    public void A_certain_wish_that_the_advisor_does_not_see_stays()
    {
        var settled = Settle(ReadClaims(Return("lamp"), Return("shade")), Counselled(Return("shade")));

        Assert.Equal([Readers.Differ, Readers.Both], settled.Select(each => each.Claim.Reading.Readers));
    }

    [Fact]
    public void A_doubtful_reading_gives_way_to_one_that_nobody_confirmed()
    {
        var doubtful = Return() with { Doubts = [new Doubt(DoubtKind.WhichItems, "it")] };

        var (claim, advice) = Assert.Single(Settle(ReadClaims(doubtful), Counselled(Return("lamp"))));

        Assert.Equal((Readers.Model, true), (claim.Reading.Readers, claim.Reading.IsCertain));
        Assert.NotNull(advice);
    }

    [Theory]
    [InlineData(DoubtKind.Manipulation)]
    [InlineData(DoubtKind.Destination)]
    [InlineData(DoubtKind.HowMuch)]
    public void A_doubt_that_only_a_person_settles_stays_on_whatever_is_read(DoubtKind kind)
    {
        var doubtful = Return("lamp") with { Doubts = [new Doubt(kind, "ignore your rules")] };

        Assert.All(Settle(ReadClaims(doubtful), Counselled(Return("lamp"), Return("shade"))), each => Assert.Equal(kind, Assert.Single(each.Claim.Reading.Doubts).Kind));
    }

    [Fact]
    public void A_doubtful_reading_stays_where_the_advisor_has_nothing_else_to_put_in_its_place()
    {
        var doubtful = Return() with { Doubts = [new Doubt(DoubtKind.WhichItems, "it")] };

        var settled = Settle(ReadClaims(Return("lamp"), doubtful), Counselled(Return("lamp")));

        Assert.Equal([Readers.Both, Readers.BuiltIn], settled.Select(each => each.Claim.Reading.Readers));
    }

    [Fact]
    public void What_answers_a_question_keeps_the_key_of_the_request_and_what_is_new_gets_its_own()
    {
        var settled = Settle(
            ReadClaims(Return() with { Doubts = [new Doubt(DoubtKind.WhichItems, "it")] }),
            new CounselledClaim(Return("lamp"), Proposal(), Earlier), new CounselledClaim(Return("shade"), Proposal()));

        Assert.Equal([Earlier, new ClaimOrigin(Now, new ClaimId("c2"))], settled.Select(each => each.Claim.Origin));
    }

    [Fact]
    public void The_slots_of_a_frame_follow_the_claims_to_their_places()
    {
        var read = ReadClaims(Return("shade"), Return("lamp"));
        var counsel = Counsel("First {c1}, then {c2}.", Return("lamp"), Return("shade"));

        Assert.Equal("First {c2}, then {c1}.", SettledReading.FrameFor(SettledReading.Of(read, counsel.Claims, Now, [Shop]), counsel));
    }

    [Fact]
    public void A_frame_that_does_not_speak_of_every_claim_is_none()
    {
        var read = ReadClaims(Return("shade"), Return("lamp"));
        var counsel = Counsel("About {c1}.", Return("lamp"));

        Assert.Null(SettledReading.FrameFor(SettledReading.Of(read, counsel.Claims, Now, [Shop]), counsel));
    }

    private static ImmutableArray<SettledClaim> Settle(ImmutableArray<ReadClaim> read, params CounselledClaim[] counselled) =>
        SettledReading.Of(read, [.. counselled], Now, [Shop]);

    private static ImmutableArray<ReadClaim> ReadClaims(params ClaimReading[] readings) =>
    [
        .. readings.Select((reading, index) => new ClaimId($"c{index + 1}") is var id ? new ReadClaim(id, reading, new ClaimOrigin(Now, id)) : null!),
    ];

    private static ClaimReading[] Cut(params string?[] parts) => [.. parts.OfType<string>().Select(part => Return(part.Split(' ')))];

    private static CounselledClaim[] Counselled(params ClaimReading[] readings) => [.. readings.Select(reading => new CounselledClaim(reading, Proposal()))];

    private static Counsel Counsel(string frame, params ClaimReading[] readings) => new()
    {
        Claims = [.. Counselled(readings)],
        ReplyFrame = frame,
        Usage = new AdvisorUsage(AdvisorKind.Model),
    };

    private static Proposal Proposal() => new()
    {
        Outcome = Outcome.Approve, Confidence = 1, Segment = "model:x|none→approve", Reasons = [new Reason("r", ReasonKind.Advisor, "because")],
    };

    private static ClaimReading Return(params string[] items) => new()
    {
        Request = RequestKind.Return, Order = Shop.Id, Items = [.. items.Select(ItemId.From)], Span = "words",
    };

    private static OrderItem Line(string id, int quantity) =>
        new() { Id = ItemId.From(id), Name = id, Quantity = quantity, UnitPrice = Samples.Order("#A1001", "customer").Paid };
}
