using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Azure.Data.Tables;

namespace RefundAgent.Adapters.Storage.Backups;

/// <summary>
/// A row as a line: <c>{"p":…,"k":…,"c":{…}}</c> with every column there is, in the order of their names and each with its type, whether this
/// build knows it or not. Text and booleans are what they are in JSON; <c>{"i":…}</c> is Int32, <c>l</c> Int64, <c>d</c> Double, <c>t</c>
/// DateTime, <c>g</c> Guid and <c>b</c> binary in Base64. When it was written and its ETag are the store's own and not in it.
/// </summary>
internal static class EntityLine
{
    private const string Partition = "p";
    private const string Key = "k";
    private const string Columns = "c";

    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] OfStore = ["odata.etag", "Timestamp", "PartitionKey", "RowKey"];

    public static void Write(TableEntity entity, IBufferWriter<byte> line)
    {
        using var json = new Utf8JsonWriter(line, Writing);
        json.WriteStartObject();
        json.WriteString(Partition, entity.PartitionKey);
        json.WriteString(Key, entity.RowKey);
        json.WriteStartObject(Columns);
        foreach (var (name, value) in entity.Where(column => !OfStore.Contains(column.Key)).OrderBy(column => column.Key, StringComparer.Ordinal))
        {
            json.WritePropertyName(name);
            Write(json, value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <exception cref="FormatException">Not such a line.</exception>
    public static TableEntity Read(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var entity = new TableEntity(json.RootElement.GetProperty(Partition).GetString(), json.RootElement.GetProperty(Key).GetString());
            foreach (var column in json.RootElement.GetProperty(Columns).EnumerateObject())
            {
                entity[column.Name] = Read(column.Value);
            }

            return entity;
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"is no row ({fault.Message})", fault);
        }
    }

    private static void Write(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case string text:
                json.WriteStringValue(text);
                return;
            case bool truth:
                json.WriteBooleanValue(truth);
                return;
        }

        var (type, written) = value switch
        {
            int number => ("i", number.ToString(CultureInfo.InvariantCulture)),
            long number => ("l", number.ToString(CultureInfo.InvariantCulture)),
            double number => ("d", number.ToString("R", CultureInfo.InvariantCulture)),
            DateTimeOffset at => ("t", at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)),
            Guid id => ("g", id.ToString("D")),
            byte[] bytes => ("b", Convert.ToBase64String(bytes)),
            BinaryData bytes => ("b", Convert.ToBase64String(bytes.ToMemory().Span)),
            _ => throw new NotSupportedException($"A column of type {value.GetType().Name} is none that Azure Tables has."),
        };
        json.WriteStartObject();
        json.WriteString(type, written);
        json.WriteEndObject();
    }

    private static object Read(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return value.GetString()!;
            case JsonValueKind.True or JsonValueKind.False:
                return value.GetBoolean();
        }

        var typed = value.EnumerateObject().First();
        var written = typed.Value.GetString()!;
        return typed.Name switch
        {
            "i" => int.Parse(written, CultureInfo.InvariantCulture),
            "l" => long.Parse(written, CultureInfo.InvariantCulture),
            "d" => double.Parse(written, CultureInfo.InvariantCulture),
            "t" => DateTimeOffset.ParseExact(written, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
            "g" => Guid.ParseExact(written, "D"),
            "b" => Convert.FromBase64String(written),
            _ => throw new FormatException($"has a column of type '{typed.Name}', which this build does not know"),
        };
    }
}
