using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using RefundAgent.Evidence;
using RefundAgent.Learning.Induction;

namespace RefundAgent.Learning.Lessons;

/// <summary>
/// Holds a model's draft against what it was shown: every condition names a fact of the case, by a value of the case or a number that the
/// person wrote, and holds in the case; what is ruled is the person's verdict and cannot be said by the model at all. The faults name places
/// and never repeat the draft.
/// </summary>
public sealed partial class LessonCheck(LessonRequest request)
{
    public const int MostRules = 3;
    public const int MostConditions = 3;
    public const int MostTone = 2;

    /// <returns>What can be learned; empty, with faults, where anything is not as it must be.</returns>
    public (ImmutableArray<LessonRule> Rules, ImmutableArray<LessonTone> Tone, ImmutableArray<string> Faults) Check(LessonDraft draft)
    {
        var faults = ImmutableArray.CreateBuilder<string>();
        var rules = draft.Rules.Take(MostRules).Select((rule, place) => RuleOf(rule, $"$.rules[{place}]", faults)).ToList();
        var tone = draft.Tone.Take(MostTone).Select((note, place) => ToneOf(note, $"$.tone[{place}]", faults)).ToList();
        if (draft.Rules.Length > MostRules || draft.Tone.Length > MostTone)
        {
            faults.Add($"$: at most {MostRules} rules and {MostTone} tone notes");
        }

        if (!draft.Rules.IsEmpty && request.Verdict is null)
        {
            faults.Add("$.rules: must be empty, since no ruling was given");
        }

        return faults.Count == 0
            ? ([.. rules.OfType<LessonRule>()], [.. tone.OfType<LessonTone>().Distinct()], [])
            : ([], [], faults.ToImmutable());
    }

    private LessonRule? RuleOf(RuleDraft draft, string place, ImmutableArray<string>.Builder faults)
    {
        if (draft.When.Length is < 1 or > MostConditions)
        {
            faults.Add($"{place}.when: 1 to {MostConditions} conditions");
            return null;
        }

        var atoms = draft.When.Select(AtomOf).ToList();
        faults.AddRange(atoms.Index().Where(each => each.Item is null).Select(each =>
            $"{place}.when[{each.Index}]: must name a fact that was shown, with its value in this case or a number that the person wrote, and hold in this case"));
        if (LessonSentence.FaultOfWording(draft.Sentence, atoms.OfType<Atom>(), request.Verdict) is { } fault)
        {
            faults.Add($"{place}.sentence: {fault}");
        }

        return request.Verdict is { } verdict
            ? new LessonRule([.. atoms.OfType<Atom>().Distinct().Order(Atom.Canonical)], verdict, draft.Sentence, request.Fold)
            : null;
    }

    /// <summary>In the spelling of the case; null where nothing of the kind was shown.</summary>
    private Atom? AtomOf(ConditionDraft draft) => request.Facts.TryGetValue(draft.Fact, out var known) && ValueOf(draft, known) is { } atom && atom.Holds(request.Facts)
        ? atom
        : null;

    private Atom? ValueOf(ConditionDraft draft, FactValue known) => (draft.Operator, known) switch
    {
        (AtomOperator.Exists, _) => new Atom(draft.Fact, AtomOperator.Exists, null),
        (AtomOperator.Equal, FactValue.Text text) when Same(text.Value, draft.Value) => new Atom(draft.Fact, AtomOperator.Equal, text),
        (AtomOperator.Equal, FactValue.Flag flag) when Same(flag.Value ? "true" : "false", draft.Value) => new Atom(draft.Fact, AtomOperator.Equal, flag),
        (AtomOperator.Has, FactValue.List list) when list.Values.FirstOrDefault(entry => Same(entry, draft.Value)) is { } entry => new Atom(draft.Fact, AtomOperator.Has, FactValue.Of(entry)),
        (AtomOperator.AtLeast or AtomOperator.AtMost, FactValue.Number number) when NumberOf(draft.Value) is { } cut && (cut == number.Value || IsWritten(cut)) =>
            new Atom(draft.Fact, draft.Operator, FactValue.Of(cut)),
        _ => null,
    };

    private bool IsWritten(decimal cut) => Figures().Matches($"{request.Note} {request.EditedReply}").Any(figure => NumberOf(figure.Value) == cut);

    private LessonTone? ToneOf(ToneDraft draft, string place, ImmutableArray<string>.Builder faults)
    {
        if (draft.Same is { } same)
        {
            if (draft.Sentence is not null || request.Known.FirstOrDefault(note => note.Id.Value == same) is not { } known)
            {
                faults.Add($"{place}: either the id of a note that was shown or a sentence");
                return null;
            }

            return new LessonTone(null, known.Id);
        }

        if (LessonSentence.FaultOfTone(draft.Sentence ?? "") is { } fault)
        {
            faults.Add($"{place}.sentence: {fault}");
            return null;
        }

        return new LessonTone(draft.Sentence, null);
    }

    private static bool Same(string left, string right) => string.Equals(left, right.Trim(), StringComparison.OrdinalIgnoreCase);

    /// <summary>Without trailing zeros, as facts have it.</summary>
    private static decimal? NumberOf(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number / 1.0000000000000000000000000000m
            : null;

    [GeneratedRegex(@"\d+(\.\d+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Figures();
}
