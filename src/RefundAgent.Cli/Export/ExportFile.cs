namespace RefundAgent.Cli.Export;

/// <summary>
/// A file of people's words: there under its name once it is complete, and not before; for nobody else on this machine to read. What was
/// broken off goes, at the next attempt at the latest.
/// </summary>
internal sealed class ExportFile : IAsyncDisposable
{
    private const string UnfinishedEnd = ".unfinished";

    private readonly string path;
    private readonly StreamWriter lines;

    private ExportFile(string path, StreamWriter lines) => (this.path, this.lines) = (path, lines);

    /// <exception cref="CommandFailedException">Something stands under the name, or nothing can be written there.</exception>
    public static ExportFile Create(string path)
    {
        if (Path.Exists(path))
        {
            throw new CommandFailedException($"{path} is there already. Choose another name for --out.");
        }

        try
        {
            // A file that is there keeps the rights that it has.
            File.Delete(path + UnfinishedEnd);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            return new ExportFile(path, new StreamWriter(path + UnfinishedEnd, options));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Refused(path, fault);
        }
    }

    public Task WriteLineAsync(string line) => lines.WriteLineAsync(line);

    /// <summary>Gives it its name.</summary>
    /// <exception cref="CommandFailedException">Somebody has put something else there meanwhile.</exception>
    public async Task CompleteAsync()
    {
        try
        {
            await lines.DisposeAsync();
            File.Move(path + UnfinishedEnd, path);
        }
        catch (IOException fault)
        {
            throw Refused(path, fault);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await lines.DisposeAsync();
        File.Delete(path + UnfinishedEnd);
    }

    private static CommandFailedException Refused(string path, Exception fault) =>
        new($"{path} cannot be written ({fault.Message}) Choose another name for --out.", fault);
}
