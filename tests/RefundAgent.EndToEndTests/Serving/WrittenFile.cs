namespace RefundAgent.EndToEndTests.Serving;

/// <summary>A file of some lines, gone with the test.</summary>
internal sealed class WrittenFile : IDisposable
{
    public WrittenFile(params IEnumerable<string> lines) => File.WriteAllLines(Path, lines);

    public string Path { get; } = System.IO.Path.GetTempFileName();

    public void Dispose() => File.Delete(Path);
}
