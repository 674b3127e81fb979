using System.Text;
using Azure.Data.Tables;

namespace RefundAgent.EndToEndTests.Serving;

/// <summary>The format that a store says it is in, written as docs/redeploy.md describes it and with no code of the product.</summary>
internal static class StoreFormat
{
    public const string Table = "StorageState";

    public static async Task SetAsync(string storage, int format, string build)
    {
        var table = new TableClient(storage, Table);
        await table.CreateIfNotExistsAsync();
        var state = Encoding.UTF8.GetBytes($$"""{"format":{{format}},"build":"{{build}}"}""");
        await table.UpsertEntityAsync(new TableEntity("store", "state") { ["V"] = 1, ["P0"] = state }, TableUpdateMode.Replace);
    }
}
