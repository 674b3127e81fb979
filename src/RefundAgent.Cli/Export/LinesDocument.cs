namespace RefundAgent.Cli.Export;

/// <summary>One JSON document of any number of lines, written as they come: <c>{"lines":[…],…}</c>.</summary>
internal sealed class LinesDocument(TextWriter output)
{
    private string next = "{\"lines\":[";

    public async Task WriteLineAsync(string line)
    {
        await output.WriteAsync(next);
        await output.WriteAsync(CanonicalJson.Write(line));
        next = ",";
    }

    /// <param name="rest">Its other fields.</param>
    public async Task EndAsync<T>(T rest)
    {
        await output.WriteAsync(next == "," ? "]," : next + "],");
        await output.WriteLineAsync(CanonicalJson.Write(rest)[1..]);
    }
}
