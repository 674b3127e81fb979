using System.Text.Json;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Feedback;
using RefundAgent.Learning;
using RefundAgent.Tests.Storage;
using RefundAgent.Web.Auth;
using static RefundAgent.Tests.Controls.LearnedSamples;

namespace RefundAgent.Tests.Web.Context;

public sealed class ControlApiTests
{
    private static readonly LearnedItem.Guideline Business = Guideline("business");
    private static readonly LearnedItem.Guideline Economy = Guideline("economy", place: 1, outcome: Outcome.Deny);

    [Fact]
    public async Task A_rollback_is_in_force_at_once_held_and_ended_by_a_resume()
    {
        await using var agent = await Agent.StartAsync();
        await agent.LearnAsync(Business);
        await agent.LearnAsync(Business, Economy);

        var back = await agent.PostAsync("api/context/rollback", new { to = 1, note = "too strict" }, "operator");
        var held = await agent.GetAsync("api/context", "agent");
        var resumed = await agent.PostAsync("api/context/resume", "", "operator");
        var free = await agent.GetAsync("api/context", "agent");

        Assert.Equal((200, "1", "True"), (back.Code, back["version"], back["held"]));
        Assert.Equal(("operator", "too strict"), (back.Json.GetProperty("said").GetProperty("by").GetString(), back.Json.GetProperty("said").GetProperty("note").GetString()));
        Assert.Equal(("1", "True", "1"), (held["version"], held["held"], held["heldAt"]));
        Assert.Equal((200, "2", "False"), (resumed.Code, resumed["version"], resumed["held"]));
        Assert.Equal(("2", "False", null), (free["version"], free["held"], free["heldAt"]));
    }

    [Fact]
    public async Task A_retired_item_is_gone_from_what_decides_and_a_pin_brings_it_back_first()
    {
        await using var agent = await Agent.StartAsync();
        await agent.LearnAsync(Economy, Business);

        var retired = await agent.PostAsync($"api/context/items/{Business.Id}/retire", new { note = "no" }, "manager");
        var without = await agent.GetAsync("api/context", "agent");
        var pinned = await agent.PostAsync($"api/context/items/{Business.Id}/pin", "", "manager");
        var with = await agent.GetAsync("api/context", "agent");

        Assert.Equal((200, "2", 200, "3"), (retired.Code, retired["version"], pinned.Code, pinned["version"]));
        Assert.Equal(["g-economy-24"], Ids(without.Json.GetProperty("items")));
        Assert.Equal(["g-business-24"], without.Json.GetProperty("overlay").GetProperty("retired").EnumerateArray().Select(each => each.GetString()));
        Assert.Equal(0, with.Json.GetProperty("items").EnumerateArray().First(item => item.GetProperty("id").GetString() == "g-business-24").GetProperty("place").GetInt32());
        Assert.StartsWith("When booking.cabin is business", with.Json.GetProperty("items")[0].GetProperty("words").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_demoted_segment_waits_and_one_that_nobody_judged_is_unknown()
    {
        await using var agent = await Agent.StartAsync();
        await agent.LearnAsync(Business);

        var demoted = await agent.PostAsync("api/context/segments/demote", new { segment = Business.Segment }, "manager");
        var unknown = await agent.PostAsync("api/context/segments/demote", new { segment = "no such" }, "manager");
        var silent = await agent.PostAsync("api/context/segments/demote", new { }, "manager");

        Assert.Equal((200, 404, 400), (demoted.Code, unknown.Code, silent.Code));
        Assert.False((await agent.GetAsync("api/context", "agent")).Json.GetProperty("segments").GetProperty(Business.Segment).GetProperty("earned").GetBoolean());
    }

    [Fact]
    public async Task A_reviewer_is_revoked_by_any_name_and_an_event_is_undone_by_its_speaker()
    {
        await using var agent = await Agent.StartAsync();
        var said = Samples.Feedback(DefaultTenant.Id, "e/1");
        await agent.Get<IFeedbackLedger>().AppendAsync(DefaultTenant.Id, [said], default);

        var revoked = await agent.PostAsync("api/reviewers/bob%2Fby%252F%20mail%40x/revoke", new { note = "left" }, "operator");
        var undone = await agent.PostAsync("api/learning/events/e%2F1/undo", new { by = "Ann" }, "operator");
        var another = await agent.PostAsync("api/learning/events/e%2F1/undo", new { by = "bob" }, "operator");
        var nobody = await agent.PostAsync("api/learning/events/e%2F1/undo", new { }, "operator");

        Assert.Equal((200, 200, 404, 400), (revoked.Code, undone.Code, another.Code, nobody.Code));
        var log = await agent.Get<RefundAgent.Controls.IControlLog>().ReadAsync(DefaultTenant.Id, default);
        Assert.Equal(new PrincipalId("bob/by%2F mail@x"), Assert.IsType<RefundAgent.Controls.Control.RevokeReviewer>(log[0].Control).Reviewer);
    }

    [Theory]
    [InlineData("api/context/rollback", "manager")]
    [InlineData("api/context/resume", "manager")]
    [InlineData("api/reviewers/bob/revoke", "manager")]
    [InlineData("api/learning/events/e1/undo", "manager")]
    [InlineData("api/proposals/w1/accept", "manager")]
    [InlineData("api/proposals/w1/reject", "manager")]
    [InlineData("api/context/items/i1/retire", "agent")]
    [InlineData("api/context/items/i1/pin", "system")]
    [InlineData("api/context/segments/demote", "agent")]
    public async Task Who_may_not_is_told_so(string path, string key)
    {
        await using var agent = await Agent.StartAsync(seeded: false);

        Assert.Equal((403, 401), ((await agent.PostAsync(path, new { to = 0, by = "x", segment = "s" }, key)).Code, (await agent.PostAsync(path, new { }, "nobody's")).Code));
    }

    [Fact]
    public async Task What_there_is_not_is_404_and_what_cannot_be_is_400()
    {
        await using var agent = await Agent.StartAsync();

        Assert.Equal(404, (await agent.PostAsync("api/context/rollback", new { to = 7 }, "operator")).Code);
        Assert.Equal(404, (await agent.PostAsync("api/context/items/none/retire", "", "operator")).Code);
        Assert.NotEmpty((await agent.PostAsync("api/context/rollback", new { to = -1 }, "operator")).Fault("to"));
        Assert.StartsWith("is missing", (await agent.PostAsync("api/context/rollback", new { }, "operator")).Fault("to"), StringComparison.Ordinal);
        Assert.NotEmpty((await agent.PostAsync("api/context/rollback", new { to = 0, note = new string('x', 4001) }, "operator")).Fault("note"));
    }

    [Fact]
    public async Task Versions_are_listed_in_pages_shown_and_compared()
    {
        await using var agent = await Agent.StartAsync();
        await agent.LearnAsync(Business);
        await agent.LearnAsync(Business, Economy);
        await agent.PostAsync($"api/context/items/{Business.Id}/retire", "", "operator");

        var page = await agent.GetAsync("api/context/versions?size=2", "agent");
        var rest = await agent.GetAsync($"api/context/versions?cursor={page["cursor"]}", "agent");
        var first = await agent.GetAsync("api/context/versions/1", "agent");
        var diff = await agent.GetAsync("api/context/diff?from=1", "agent");

        Assert.Equal("3", page["active"]);
        Assert.Equal<int>([3, 2, 1], [.. Versions(page), .. Versions(rest)]);
        Assert.Equal(2, page.Json.GetProperty("versions")[0].GetProperty("over").GetInt32());
        Assert.Null(rest["cursor"]);
        Assert.Equal(["g-business-24"], Ids(first.Json.GetProperty("items")));
        Assert.Equal<string>(["g-economy-24", "g-business-24"], [.. Ids(diff.Json.GetProperty("added")), .. Ids(diff.Json.GetProperty("dropped"))]);
        Assert.Equal(404, (await agent.GetAsync("api/context/versions/9", "agent")).Code);
        Assert.Equal(404, (await agent.GetAsync("api/context/versions/one", "agent")).Code);
        Assert.Equal(404, (await agent.GetAsync("api/context/diff?from=1&to=9", "agent")).Code);
        Assert.Equal(400, (await agent.GetAsync("api/context/diff", "agent")).Code);
    }

    [Fact]
    public async Task An_item_is_shown_with_its_words_versions_and_what_was_said_of_it()
    {
        await using var agent = await Agent.StartAsync();
        await agent.LearnAsync(Business, Economy);
        await agent.LearnAsync(Business);
        await agent.PostAsync($"api/context/items/{Economy.Id}/retire", new { note = "no" }, "manager");

        var gone = await agent.GetAsync($"api/context/items/{Economy.Id}", "manager");

        Assert.Equal((200, "False", "1"), (gone.Code, gone["inForce"], gone["version"]));
        Assert.Equal([1], gone.Json.GetProperty("versions").EnumerateArray().Select(each => each.GetInt32()));
        Assert.Equal(("retireItem", "no"), (gone.Json.GetProperty("controls")[0].GetProperty("type").GetString(), gone.Json.GetProperty("controls")[0].GetProperty("said").GetProperty("note").GetString()));
        Assert.Equal(404, (await agent.GetAsync("api/context/items/none", "manager")).Code);
    }

    [Fact]
    public async Task A_customer_is_erased_by_operators_only()
    {
        await using var agent = await Agent.StartAsync();

        var erased = await agent.PostAsync("api/customers/mara.lind/erase", new { note = "asked by letter" }, "operator");
        var orders = await agent.Get<RefundAgent.Evidence.IOrderBook>().OfCustomerAsync(DefaultTenant.Id, new("mara.lind"), default);

        Assert.Equal(200, erased.Code);
        Assert.NotEqual(0, erased.Json.GetProperty("erased").GetProperty("orders").GetInt32());
        Assert.Empty(orders);
        Assert.Equal(403, (await agent.PostAsync("api/customers/mara.lind/erase", "", "manager")).Code);
    }

    [Fact]
    public async Task Runs_of_the_learner_are_listed_in_pages_newest_first()
    {
        await using var agent = await Agent.StartAsync();
        for (var hour = 0; hour < 3; hour++)
        {
            var run = new LearnerRun($"r{hour}", Noon.AddHours(hour), ContextVersion.Empty, new ContextVersion(1), 5, [], "Learned.");
            await agent.Get<ILearnerRuns>().AddAsync(DefaultTenant.Id, run, default);
        }

        var page = await agent.GetAsync("api/learning/runs?size=2", "manager");
        var rest = await agent.GetAsync($"api/learning/runs?size=2&cursor={page["cursor"]}", "manager");

        Assert.Equal<string>(["r2", "r1", "r0"], [.. Ids(page.Json.GetProperty("runs")), .. Ids(rest.Json.GetProperty("runs"))]);
        Assert.Null(rest["cursor"]);
        Assert.Equal((403, 400), ((await agent.GetAsync("api/learning/runs", "agent")).Code, (await agent.GetAsync("api/learning/runs?cursor=%07", "manager")).Code));
    }

    private static string[] Ids(JsonElement list) => [.. list.EnumerateArray().Select(each => each.GetProperty("id").GetString()!)];

    private static int[] Versions(Answer page) => [.. page.Json.GetProperty("versions").EnumerateArray().Select(each => each.GetProperty("version").GetInt32())];
}
