using System.Buffers;
using System.Text;
using Azure.Data.Tables;
using RefundAgent.Adapters.Storage.Backups;

namespace RefundAgent.Tests.Storage.Backups;

/// <summary>Whatever a column may hold comes back with its type.</summary>
public sealed class EntityLineTests
{
    public static TheoryData<object> Values() =>
    [
        "", "ä 😀 \u0001 \" \\ \n '", true, false, int.MinValue, int.MaxValue, long.MinValue, long.MaxValue, 0.1 + 0.2, double.NaN,
        double.NegativeInfinity, double.MaxValue, -0.0, new DateTimeOffset(2026, 11, 23, 7, 8, 9, TimeSpan.Zero).AddTicks(1234567),
        new Guid("00112233-4455-6677-8899-aabbccddeeff"), Array.Empty<byte>(), new byte[] { 0, 255, 10 },
    ];

    [Theory]
    [MemberData(nameof(Values))]
    public void A_column_of_any_type_comes_back(object value)
    {
        var back = EntityLine.Read(Encoding.UTF8.GetBytes(LineOf(new TableEntity("p", "k") { ["Column"] = value })));

        Assert.Equal(value.GetType(), back["Column"].GetType());
        Assert.Equal(value, back["Column"]);
    }

    [Fact]
    public void The_order_of_columns_and_what_the_store_adds_make_no_difference()
    {
        var one = new TableEntity("p", "k") { ["b"] = 1, ["A"] = "x" };
        var other = new TableEntity("p", "k") { ["A"] = "x", ["b"] = 1, ["odata.etag"] = "W/1", ["Timestamp"] = DateTimeOffset.UnixEpoch };

        Assert.Equal("""{"p":"p","k":"k","c":{"A":"x","b":{"i":"1"}}}""", LineOf(one));
        Assert.Equal(LineOf(one), LineOf(other));
    }

    [Theory]
    [InlineData("{oops")]
    [InlineData("[]")]
    [InlineData("""{"p":"p","k":"k"}""")]
    [InlineData("""{"p":"p","k":"k","c":{"A":{"x":"1"}}}""")]
    [InlineData("""{"p":"p","k":"k","c":{"A":{"i":"one"}}}""")]
    public void What_is_no_row_is_refused(string line) => Assert.Throws<FormatException>(() => EntityLine.Read(Encoding.UTF8.GetBytes(line)));

    private static string LineOf(TableEntity entity)
    {
        var line = new ArrayBufferWriter<byte>();
        EntityLine.Write(entity, line);
        return Encoding.UTF8.GetString(line.WrittenSpan);
    }
}
