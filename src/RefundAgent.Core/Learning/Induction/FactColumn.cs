using System.Collections.Immutable;
using RefundAgent.Evidence;

namespace RefundAgent.Learning.Induction;

/// <summary>All that a window knows of one fact: who has it, its values as sets of cases, and its numbers in order.</summary>
internal sealed class FactColumn
{
    private FactColumn(string name, ulong[] present, ImmutableArray<AtomRow> rows, ImmutableArray<NumberSeen> numbers)
    {
        Name = name;
        Present = present;
        Rows = rows;
        Numbers = numbers;
    }

    public string Name { get; }

    public ulong[] Present { get; }

    /// <summary>Values, entries and presence; not the cuts, which depend on the cases that a fit sees.</summary>
    public ImmutableArray<AtomRow> Rows { get; }

    /// <summary>Ascending; equal numbers in ledger order.</summary>
    public ImmutableArray<NumberSeen> Numbers { get; }

    public static ImmutableArray<FactColumn> Of(ImmutableArray<EvidenceCase> cases, CaseLayout layout)
    {
        var columns = new Dictionary<string, Builder>(StringComparer.Ordinal);
        for (var i = 0; i < cases.Length; i++)
        {
            foreach (var (name, value) in cases[i].Facts)
            {
                if (!columns.TryGetValue(name, out var column))
                {
                    columns[name] = column = new Builder(layout.Words);
                }

                column.Add(value, i, layout.BitOf[i]);
            }
        }

        var all = new ulong[layout.Words];
        foreach (var bit in layout.BitOf)
        {
            Bits.Set(all, bit);
        }

        return [.. columns.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => each.Value.Build(each.Key, all))];
    }

    public static FactColumn? Find(ImmutableArray<FactColumn> columns, string name)
    {
        var (low, high) = (0, columns.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = string.CompareOrdinal(columns[middle].Name, name);
            if (order == 0)
            {
                return columns[middle];
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }

    /// <summary>Null where this has to be asked case by case.</summary>
    public ulong[]? Where(Atom atom)
    {
        if (!atom.IsCut || atom.Value is not FactValue.Number cut)
        {
            return Rows.FirstOrDefault(row => row.Atom == atom)?.Cases;
        }

        var set = new ulong[Present.Length];
        foreach (var (value, _, bit) in Numbers)
        {
            if (atom.Operator == AtomOperator.AtLeast ? value >= cut.Value : value <= cut.Value)
            {
                Bits.Set(set, bit);
            }
        }

        return set;
    }

    private sealed class Builder(int words)
    {
        private readonly ulong[] present = new ulong[words];
        private readonly Dictionary<string, Value> texts = new(StringComparer.OrdinalIgnoreCase);
        private readonly Dictionary<string, Value> entries = new(StringComparer.OrdinalIgnoreCase);
        private readonly List<int>[] flags = [[], []];
        private readonly List<NumberSeen> numbers = [];

        public void Add(FactValue value, int index, int bit)
        {
            Bits.Set(present, bit);
            switch (value)
            {
                case FactValue.Text text:
                    Add(texts, text.Value, bit);
                    break;
                case FactValue.List list:
                    foreach (var entry in list.Values)
                    {
                        Add(entries, entry, bit);
                    }

                    break;
                case FactValue.Flag flag:
                    flags[flag.Value ? 1 : 0].Add(bit);
                    break;
                case FactValue.Number number:
                    numbers.Add(new NumberSeen(number.Value, index, bit));
                    break;
            }
        }

        public FactColumn Build(string name, ulong[] all)
        {
            var rows = new List<AtomRow>();
            rows.AddRange(Frequent(name, AtomOperator.Equal, texts));
            rows.AddRange(Frequent(name, AtomOperator.Has, entries));
            rows.AddRange(flags.Index().Select(each => new AtomRow(new Atom(name, AtomOperator.Equal, FactValue.Of(each.Index == 1)), SetOf(each.Item))));
            rows.Add(new AtomRow(new Atom(name, AtomOperator.Exists, null), present));
            rows.Add(new AtomRow(new Atom(name, AtomOperator.Missing, null), [.. all.Zip(present, (case64, here) => case64 & ~here)]));
            return new FactColumn(name, present, [.. rows], [.. numbers.OrderBy(each => each.Value).ThenBy(each => each.Case)]);
        }

        private static void Add(Dictionary<string, Value> values, string text, int bit)
        {
            if (!values.TryGetValue(text, out var value))
            {
                values[text] = value = new Value();
            }

            value.Spelling = value.Spelling is null || string.CompareOrdinal(text, value.Spelling) < 0 ? text : value.Spelling;
            value.Bits.Add(bit);
        }

        private IEnumerable<AtomRow> Frequent(string name, AtomOperator asked, Dictionary<string, Value> values) =>
            values.Values.Where(each => each.Bits.Count >= InductionTerms.LeastSupport)
                .OrderByDescending(each => each.Bits.Count).ThenBy(each => each.Spelling, StringComparer.Ordinal)
                .Take(InductionTerms.MostValues)
                .Select(each => new AtomRow(new Atom(name, asked, FactValue.Of(each.Spelling!)), SetOf(each.Bits)));

        private ulong[] SetOf(List<int> bits)
        {
            var set = new ulong[words];
            foreach (var bit in bits)
            {
                Bits.Set(set, bit);
            }

            return set;
        }
    }

    private sealed class Value
    {
        /// <summary>Of the ways it is spelled the first by ordinal, whichever came first.</summary>
        public string? Spelling { get; set; }

        public List<int> Bits { get; } = [];
    }
}

/// <summary>A condition and the cases in which it holds.</summary>
internal sealed record AtomRow(Atom Atom, ulong[] Cases);

/// <summary>A number in a case.</summary>
/// <param name="Value">The fact's.</param>
/// <param name="Case">In ledger order.</param>
/// <param name="Bit">Of the case.</param>
internal readonly record struct NumberSeen(decimal Value, int Case, int Bit);
