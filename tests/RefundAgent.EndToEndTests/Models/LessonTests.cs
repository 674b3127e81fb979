using System.Text.Json;
using RefundAgent.EndToEndTests.Serving;
using RefundAgent.Scripted;

namespace RefundAgent.EndToEndTests.Models;

/// <summary>Staff write why; a model makes a lesson of it; it comes into force once two of them say so, and the run tells whose words it was made of.</summary>
public sealed class LessonTests
{
    private const string Tone = "Apologise before anything else.";

    private static readonly (string Ticket, string Staff)[] Cases = [("note-1", "ana"), ("note-2", "ben")];

    [Fact]
    public async Task What_two_people_write_of_tone_comes_into_force_and_is_told_to_the_model()
    {
        await using var model = await ScriptedModel.StartAsync(Play);
        await using var serve = await ServeProcess.StartAsync(new ServeSetup { Storage = "memory", Key = null, Environment = Settings(model.Endpoint) });
        using var shop = serve.Client(NamedKeys.KeyOf("shop"));
        using var operations = serve.Client(NamedKeys.KeyOf("olga"));

        var decided = new Dictionary<string, string>();
        foreach (var (ticket, _) in Cases)
        {
            decided.Add(ticket, (await shop.DecideAsync(Ask.ForSecondPayment(ticket, "joon.park", "#1008"))).DecisionId);
        }

        var said = new Dictionary<string, string>();
        foreach (var (ticket, staff) in Cases)
        {
            using var colleague = serve.Client(NamedKeys.KeyOf(staff));
            said.Add(staff, await colleague.GiveFeedbackAsync(
                decided[ticket], new { kind = "ruling", outcome = "deny", note = "They paid once. Whatever we answer, it should begin with an apology." }));
        }

        var context = await Eventually.GetAsync(operations.ContextAsync, seen => seen.Items.Any(IsTone), "the note is in force");
        var note = Assert.Single(context.Items, IsTone);
        Assert.Equal(Tone, note.GetProperty("text").GetString());
        Assert.Equal(["ana", "ben"], note.GetProperty("reviewers").EnumerateArray().Select(by => by.GetString()).Order(StringComparer.Ordinal));

        var lessons = await Eventually.GetAsync(() => LessonsAsync(operations), seen => seen.Count == Cases.Length, "the runs tell of the lessons");
        Assert.All(lessons, lesson => Assert.Equal(said[Text(lesson, "by")], Text(lesson, "event")));
        Assert.All(lessons, lesson => Assert.Equal("scripted-1", Text(lesson.GetProperty("author"), "deployment")));
        Assert.Equal(["ana", "ben"], lessons.Select(lesson => Text(lesson, "by")).Order(StringComparer.Ordinal));
        Assert.Equal(Cases.Length, model.Requests.Count(AsksForLesson));
        Assert.DoesNotContain(model.Requests.Where(AsksForLesson), request => request.Messages.Any(message => message.Content.Contains("charged twice", StringComparison.Ordinal)));

        var next = await shop.DecideAsync(Ask.ForSecondPayment("note-next", "joon.park", "#1008"));
        Assert.Equal(context.Version, next.ContextVersion);
        Assert.Contains(model.Requests.Last(request => !AsksForLesson(request)).Messages, message => message.Content.Contains(Tone, StringComparison.Ordinal));
    }

    /// <summary>On cases it is silent, so that the built-in advisor decides; of each note it makes the same sentence.</summary>
    private static ScriptedReply Play(ScriptedRequest request) => AsksForLesson(request)
        ? ScriptedReply.Says(JsonSerializer.Serialize(new { rules = Array.Empty<object>(), tone = new[] { new { sameAs = (string?)null, sentence = Tone } } }))
        : ScriptedReply.Refuses("I would rather not.");

    private static bool AsksForLesson(ScriptedRequest request) =>
        request.Body.GetProperty("response_format").GetProperty("json_schema").GetProperty("name").GetString() == "staff_lesson";

    private static Dictionary<string, string> Settings(string endpoint) => new(
        FaultyShop.Settings(endpoint).Concat(NamedKeys.Settings(("shop", "system"), ("ana", "agent"), ("ben", "agent"), ("olga", "operator"))))
    {
        ["Model__Learning"] = "true",
    };

    private static async Task<List<JsonElement>> LessonsAsync(AgentClient client)
    {
        using var response = await client.GetAsync("api/learning/runs");
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return [.. JsonDocument.Parse(text).RootElement.GetProperty("runs").EnumerateArray().SelectMany(run => run.GetProperty("lessons").EnumerateArray())];
    }

    private static bool IsTone(JsonElement item) => Text(item, "type") == "tone";

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;
}
