using System.Globalization;
using RefundAgent.Identity;

namespace RefundAgent.Tests.Storage;

/// <summary>Ids that count up behind a scattered start, since waiting times are drawn from the start.</summary>
internal sealed class TestIds : IIdSource
{
    private long last;

    public string Next()
    {
        var next = Interlocked.Increment(ref last);
        return string.Create(CultureInfo.InvariantCulture, $"{unchecked((ulong)next * 0x9E3779B97F4A7C15):x16}{next:x16}");
    }
}
