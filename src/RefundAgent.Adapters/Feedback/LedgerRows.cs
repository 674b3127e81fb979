using System.Globalization;
using RefundAgent.Adapters.Storage;
using RefundAgent.Feedback;
using RefundAgent.Records;

namespace RefundAgent.Adapters.Feedback;

/// <summary>
/// The keys and rows of a tenant's ledger: the head (the last sequence number, whose ETag every append must win), and three rows an event:
/// by sequence, by event key, by decision.
/// </summary>
internal static class LedgerRows
{
    public const string HeadKey = "head";
    public const string SequencePrefix = "s";

    /// <summary>With the head, as many as fit into one transaction of 100 rows.</summary>
    public const int EventsInOneTransaction = 33;

    public static string SequenceKey(long sequence) => KeyText.Join(SequencePrefix, Digits(sequence));

    public static string KeyOf(EventKey key) => KeyText.Join(KeyText.Encode(key.Id.Value), KeyText.Encode(key.By.Value));

    public static string IndexKey(EventKey key) => KeyText.Join("e", KeyOf(key));

    public static string DecisionPrefix(DecisionId decision) => KeyText.Join("d", KeyText.Encode(decision.Value));

    public static Row Entry(string partition, LedgerEntry entry) => Row.Of(partition, SequenceKey(entry.Sequence), entry);

    public static IEnumerable<Row> Indexes(string partition, LedgerEntry entry)
    {
        yield return Row.Of(partition, IndexKey(entry.Event.Key), new Place(entry.Sequence));
        var byDecision = KeyText.Join(DecisionPrefix(entry.Event.Decision), Digits(entry.Sequence));
        yield return Row.Of(partition, byDecision, new Place(entry.Sequence));
    }

    public static RowWrite Head(string partition, long last, string? etag)
    {
        var row = Row.Of(partition, HeadKey, new Place(last));
        return etag is null ? RowWrite.Insert(row) : RowWrite.Replace(row with { ETag = etag });
    }

    private static string Digits(long sequence) => sequence.ToString("D19", CultureInfo.InvariantCulture);

    /// <param name="Sequence">In the ledger.</param>
    internal sealed record Place(long Sequence);
}
