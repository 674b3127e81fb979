using System.IO.Compression;
using RefundAgent.Adapters.Storage;
using RefundAgent.Adapters.Storage.Formats;

namespace RefundAgent.Tests.Storage;

public sealed class RowBodyTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(30_000)]
    [InlineData(40_000)]
    [InlineData(256 * 1024)]
    [InlineData(900_000)]
    public void Text_of_any_size_that_a_ticket_can_have_comes_back_whole(int length)
    {
        var text = Samples.Noise(length);

        var body = RowBody.Of(text);

        Assert.All(body.Pieces, piece => Assert.InRange(piece.Length, 1, RowBody.PieceBytes));
        Assert.InRange(body.StoredBytes, 1, RowBody.MaxStoredBytes);
        Assert.Equal(text, body.Read<string>());
    }

    [Fact]
    public void What_does_not_fit_a_row_is_refused_before_the_store_sees_it() =>
        Assert.Throws<ArgumentException>(() => RowBody.Of(Samples.Noise(2_000_000)));

    [Fact]
    public void Small_bodies_stay_readable_in_a_storage_tool() => Assert.False(RowBody.Of(new string('x', 30_000)).Packed);

    [Fact]
    public void What_would_not_be_read_back_is_not_written() =>
        Assert.Throws<ArgumentException>(() => RowBody.Of(new string('x', RowBody.MaxUnpackedBytes)));

    [Fact]
    public void A_body_that_unpacks_without_end_is_damaged()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(new byte[RowBody.MaxUnpackedBytes + 1]);
        }

        Assert.Throws<InvalidDataException>(() => new RowBody(StorageFormat.Newest, true, [packed.ToArray()]).Read<string>());
    }
}
