using System.Collections.Immutable;
using RefundAgent.Context;
using RefundAgent.Decisions;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Learning;
using RefundAgent.Learning.Lessons;
using RefundAgent.Tests.Learning.Induction;

namespace RefundAgent.Tests.Learning.Lessons;

/// <summary>
/// A team that pays in business class with a flexible tariff booked by phone and nowhere else, in cases of which much is known that does not matter; what one
/// of them wrote down, a model may have read.
/// </summary>
internal sealed class NotingTeam(params string[] people)
{
    private static readonly VerdictLabel Approved = new(Outcome.Approve, new AmountBasis.Entitled());

    private readonly string[] people = people.Length > 0 ? people : ["ann", "bob", "cem"];
    private readonly List<TrialRow> trials = [];
    private long sequence;
    private int number;

    public Learner Learner { get; } = Learner.Start(LearningCases.Terms);

    public LearnedContext Head => HeadFor(Quorum.OfStaff(1));

    public IEnumerable<LearnedItem.Guideline> Guidelines => Head.Items.OfType<LearnedItem.Guideline>();

    public ImmutableArray<TrialRow> Trials
    {
        get
        {
            trials.AddRange(Learner.TakeTrials().Select(TrialRow.Of));
            return [.. trials];
        }
    }

    public LearnedContext HeadFor(Quorum quorum) => Learner.Head(new HeadTerms { Policy = LearningCases.Policy, Quorum = quorum }, new ContextVersion(1));

    public void Work(int cases)
    {
        for (var i = 0; i < cases; i++)
        {
            Say(note: null);
        }
    }

    /// <summary>Somebody writes why they ruled on a case, and a model makes a rule of it.</summary>
    public void Teach(VerdictLabel label, params (string Fact, string Value)[] when)
    {
        var said = Say("That is our custom with such cases.");
        Learner.Observe(new LabelledEvent(said.Teaching(++sequence, LessonEvents.When(label, when)), null));
    }

    /// <summary>The custom of the team itself.</summary>
    public void TeachTheCustom() => Teach(Approved, ("booking.cabin", "business"), ("booking.channel", "phone"), ("booking.tariff", "flex"));

    /// <returns>How many verdicts it took until the custom was in the list.</returns>
    public int CasesUntilInForce(bool taught)
    {
        for (var cases = 1; cases < 400; cases++)
        {
            if (cases == 6 && taught)
            {
                TeachTheCustom();
            }
            else
            {
                Work(1);
            }

            if (Guidelines.Any(item => Clause.Of(item.When) == "booking.cabin eq business & booking.channel eq phone & booking.tariff eq flex" && item.Outcome == Outcome.Approve))
            {
                return cases;
            }
        }

        return int.MaxValue;
    }

    private LedgerEntry Say(string? note)
    {
        number++;
        var (cabin, tariff, channel) = (number * 5 % 7 < 4 ? "business" : "economy", number * 3 % 8 < 4 ? "flex" : "saver", number * 4 % 9 < 5 ? "phone" : "web");
        var about = LearningCases.Case(number) with
        {
            Facts = LearnableFacts.Of(
            [
                LearningCases.Fact(FactNames.ClaimKind, FactValue.Of("refund"), FactOrigin.Reader),
                LearningCases.Fact(FactNames.ClaimReason, FactValue.Of("change of plan"), FactOrigin.Reader),
                LearningCases.Fact("booking.cabin", FactValue.Of(cabin), FactOrigin.System),
                LearningCases.Fact("booking.tariff", FactValue.Of(tariff), FactOrigin.System),
                LearningCases.Fact("booking.channel", FactValue.Of(channel), FactOrigin.System),
                .. Enumerable.Range(0, 40).Select(i => LearningCases.Fact($"booking.noise{i:00}", FactValue.Of($"v{number * (i + 7) % 13 % 4}"), FactOrigin.System)),
            ]),
            Fold = number % 5,
            Customer = $"customer-{number}",
        };
        var verdict = (cabin, tariff, channel) == ("business", "flex", "phone") ? Outcome.Approve : Outcome.Deny;
        var said = LearningCases.Said(++sequence, number, FeedbackKind.Ruling, verdict, people[number % people.Length]);
        said = note is null ? said : said.Noting(note);
        Learner.Observe(new LabelledEvent(said, about));
        return said;
    }
}
