using System.Text;

namespace RefundAgent.Privacy;

/// <summary>
/// Masks one text piece by piece. What lies between two placeholders, or between what must stay, is read for itself and again after each
/// find, until it shows nothing more: so a second masking finds just the same pieces, and nothing in them.
/// </summary>
internal sealed class Masking(string text, KnownData known)
{
    /// <summary>One find seldom uncovers another, so three rounds are many; without an end the work could grow with the square of the length.</summary>
    private const int MostRounds = 8;

    private readonly StringBuilder masked = new(text.Length);
    private (int Start, int End) placeholder = (-1, -1);
    private bool changed;

    public string Run()
    {
        for (var at = 0; at < text.Length;)
        {
            var (start, end) = NextFixed(at);
            Write(text.AsSpan(at, start - at), 1);
            masked.Append(text, start, end - start);
            at = end;
        }

        return changed ? masked.ToString() : text;
    }

    private (int Start, int End) NextFixed(int from)
    {
        if (placeholder.Start < from)
        {
            placeholder = PersonalData.NextPlaceholder(text, from);
        }

        var kept = known.NextKept(text, from, placeholder.Start);
        return kept.Start < placeholder.Start ? kept : placeholder;
    }

    private void Write(ReadOnlySpan<char> piece, int round)
    {
        var found = Find(piece);
        if (found.Count == 0)
        {
            masked.Append(piece);
            return;
        }

        changed = true;
        if (round == MostRounds)
        {
            masked.Append(PersonalData.Placeholder(PersonalKind.Text));
            return;
        }

        var from = 0;
        foreach (var span in found)
        {
            Write(piece[from..span.Start], round + 1);
            masked.Append(PersonalData.Placeholder(span.Kind));
            from = span.End;
        }

        Write(piece[from..], round + 1);
    }

    private List<PersonalSpan> Find(ReadOnlySpan<char> piece)
    {
        var found = new List<PersonalSpan>();
        SecretFinder.Find(piece, found);
        EmailFinder.Find(piece, found);
        IbanFinder.Find(piece, found);
        NumberFinder.Find(piece, found);
        AddressFinder.Find(piece, found);
        known.FindNames(piece, found);
        return PersonalSpan.Settle(found);
    }
}
