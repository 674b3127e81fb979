using RefundAgent.EndToEndTests.Serving;
using RefundAgent.Tests.Storage;

namespace RefundAgent.EndToEndTests;

/// <summary>The whole loop on an airline that knows nothing at first, with a support team in which everybody has a key of their own.</summary>
public sealed class LearningTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly (string Ticket, string Cabin, string Staff)[] Lessons =
    [
        ("lesson-1", "business", "ana"), ("lesson-2", "business", "ben"), ("lesson-3", "business", "ana"),
        ("lesson-4", "economy", "ben"), ("lesson-5", "economy", "ana"), ("lesson-6", "economy", "ben"),
    ];

    [Fact]
    public async Task What_staff_rule_on_cases_that_no_rule_covers_is_proposed_for_the_next_case_like_them()
    {
        await using var serve = await ServeProcess.StartAsync(new ServeSetup
        {
            Storage = azurite.ConnectionString,
            Key = null,
            Environment = NamedKeys.Settings(("shop", "system"), ("ana", "agent"), ("ben", "agent"), ("olga", "operator")),
        });
        await ImportAirlineAsync();
        using var shop = serve.Client(NamedKeys.KeyOf("shop"));
        using var operations = serve.Client(NamedKeys.KeyOf("olga"));

        var taught = new Dictionary<string, string>();
        foreach (var (ticket, cabin, _) in Lessons)
        {
            var decision = await shop.DecideAsync(Cancellation(ticket, cabin));
            Assert.Equal(("escalate", "answered"), (decision.Outcome, decision.Status));
            taught.Add(ticket, decision.DecisionId);
        }

        foreach (var (ticket, cabin, staff) in Lessons)
        {
            using var colleague = serve.Client(NamedKeys.KeyOf(staff));
            await colleague.GiveFeedbackAsync(taught[ticket], new
            {
                kind = "ruling",
                outcome = cabin == "business" ? "approve" : "deny",
                reason = $"our custom in {cabin}",
            });
        }

        var context = await Eventually.GetAsync(
            operations.ContextAsync, seen => seen.Through == Lessons.Length && Precedents(seen).Count() == Lessons.Length, "all rulings are learned");
        var approved = await shop.DecideAsync(Cancellation("next-business", "business"));
        var denied = await shop.DecideAsync(Cancellation("next-economy", "economy"));

        Assert.Equal("airline", context.PolicyName);
        Assert.Equal(("approve", "pendingApproval", context.Version), (approved.Outcome, approved.Status, approved.ContextVersion));
        Assert.Equal(("deny", "pendingApproval", context.Version), (denied.Outcome, denied.Status, denied.ContextVersion));
        Assert.Equal(new MoneyText("200.00", "USD"), approved.Amount);
        Assert.All(approved.Claims.Single().Reasons, reason => Assert.Contains(reason.Kind, new[] { "guideline", "precedent" }));
        Assert.Subset(taught.Where(lesson => IsOf("business", lesson.Key)).Select(lesson => lesson.Value).ToHashSet(), Cited(approved, context));
        Assert.Subset(taught.Where(lesson => IsOf("economy", lesson.Key)).Select(lesson => lesson.Value).ToHashSet(), Cited(denied, context));
        Assert.Equal(0, (await shop.RecordAsync(approved.DecisionId)).Claims.Sum(claim => claim.Moved));

        var lessonRecord = await shop.RecordAsync(taught["lesson-2"]);
        Assert.Equal(("ruling", "ben", "approve", "our custom in business"), Said(Assert.Single(lessonRecord.Feedback)));
    }

    private async Task ImportAirlineAsync()
    {
        var policy = Path.Combine(AppContext.BaseDirectory, "Samples", "airline.policy.json");
        (await RefundAgentCommand.RunAsync("import", "policy", policy, "--storage", azurite.ConnectionString)).MustSucceed();
        await OrderFile.ImportAsync(
            azurite.ConnectionString,
            Lessons.Select(lesson => lesson.Ticket).Concat(["next-business", "next-economy"])
                .Select(ticket => OrderFile.Order($"TRIP-{ticket}", $"traveller-{ticket}", "booked", "Seat Lisbon to Oslo", 200m)));
    }

    private static object Cancellation(string ticket, string cabin) => new
    {
        ticketId = ticket,
        message = "Please cancel my whole order and refund it.",
        orderId = $"TRIP-{ticket}",
        customer = new { id = $"traveller-{ticket}" },
        claim = new { reason = "change of plan" },
        facts = new Dictionary<string, object> { ["booking.cabin"] = cabin },
    };

    private static IEnumerable<System.Text.Json.JsonElement> Precedents(ContextAnswer context) =>
        context.Items.Where(item => item.GetProperty("type").GetString() == "precedent");

    private static bool IsOf(string cabin, string ticket) => Lessons.Any(lesson => lesson.Ticket == ticket && lesson.Cabin == cabin);

    /// <summary>The decisions that the cited precedents were learned from.</summary>
    private static HashSet<string> Cited(Decision decision, ContextAnswer context)
    {
        var cited = decision.Claims.Single().Reasons.Where(reason => reason.Kind == "precedent").Select(reason => reason.Id).ToHashSet();
        return [.. context.Items.Where(item => cited.Contains(item.GetProperty("id").GetString()!)).Select(item => item.GetProperty("decision").GetString()!)];
    }

    private static (string, string, string?, string?) Said(FeedbackEntry entry) => (entry.Kind, entry.By, entry.Outcome, entry.Reason);
}
