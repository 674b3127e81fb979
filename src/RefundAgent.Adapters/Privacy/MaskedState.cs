using System.Collections;
using System.Collections.Immutable;
using System.Globalization;

namespace RefundAgent.Adapters.Privacy;

/// <summary>What a log entry or a scope says, with placeholders: as a text, and value by value for those who store it so.</summary>
internal sealed class MaskedState(string text, ImmutableArray<KeyValuePair<string, object?>> values) : IReadOnlyList<KeyValuePair<string, object?>>
{
    public int Count => values.Length;

    public KeyValuePair<string, object?> this[int index] => values[index];

    /// <returns>Null where there is nothing to mask.</returns>
    public static MaskedState? Of(object state, string text, Func<string, string> mask)
    {
        var masked = mask(text);
        var changed = !string.Equals(masked, text, StringComparison.Ordinal);
        var values = ImmutableArray.CreateBuilder<KeyValuePair<string, object?>>();
        foreach (var (name, value) in state as IEnumerable<KeyValuePair<string, object?>> ?? [])
        {
            var safe = Masked(value, mask);
            changed |= !ReferenceEquals(safe, value);
            values.Add(new(name, safe));
        }

        return changed ? new MaskedState(masked, values.ToImmutable()) : null;
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => values.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => text;

    /// <returns>The value itself where its text has nothing to mask; else that text, masked.</returns>
    private static object? Masked(object? value, Func<string, string> mask)
    {
        switch (value)
        {
            case null or bool or Enum:
                return value;
            case string text:
                return Masked(text, text, mask);
            case IEnumerable several:
                var items = several.Cast<object?>().ToArray();
                var safe = Array.ConvertAll(items, item => Masked(item, mask));
                return safe.Zip(items).All(pair => ReferenceEquals(pair.First, pair.Second)) ? value : safe;
            default:
                return Masked(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "", value, mask);
        }
    }

    private static object Masked(string text, object value, Func<string, string> mask) =>
        mask(text) is var masked && string.Equals(masked, text, StringComparison.Ordinal) ? value : masked;
}
