using System.Text.Json;
using RefundAgent.Tickets;

namespace RefundAgent;

/// <summary>Attributes of measurements, in one spelling: words of the API, and whose, but never whom a measurement is about.</summary>
internal static class Measurements
{
    public static KeyValuePair<string, object?> Of(TenantId tenant) => new("tenant", tenant.Value);

    public static KeyValuePair<string, object?> Of<T>(string name, T word)
        where T : struct, Enum => new(name, Word(word));

    /// <summary>As the API spells it.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
