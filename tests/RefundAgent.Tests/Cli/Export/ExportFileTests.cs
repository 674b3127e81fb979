using System.Text.Json;
using RefundAgent.Cli;
using RefundAgent.Cli.Export;

namespace RefundAgent.Tests.Cli.Export;

/// <summary>A file that is whole or not there, and the document that goes to standard output in its place.</summary>
public sealed class ExportFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("refund-agent-export-");

    private string Out => Path.Combine(folder.FullName, "out.jsonl");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task It_gets_its_name_when_it_is_complete_and_only_its_owner_may_read_it()
    {
        await using (var file = ExportFile.Create(Out))
        {
            await file.WriteLineAsync("one");
            Assert.False(File.Exists(Out));
            await file.CompleteAsync();
        }

        Assert.Equal(["one"], await File.ReadAllLinesAsync(Out));
        Assert.Equal([Out], Directory.GetFiles(folder.FullName));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Out));
        }
    }

    [Fact]
    public async Task One_that_was_broken_off_leaves_nothing_and_makes_room_for_the_next()
    {
        await File.WriteAllTextAsync(Out + ".unfinished", "of a process that was killed");
        await using (var file = ExportFile.Create(Out))
        {
            await file.WriteLineAsync("one");
        }

        Assert.Empty(Directory.GetFiles(folder.FullName));
    }

    [Fact]
    public async Task What_is_there_is_not_overwritten()
    {
        await using var file = ExportFile.Create(Out);
        await File.WriteAllTextAsync(Out, "another");

        await Assert.ThrowsAsync<CommandFailedException>(file.CompleteAsync);
        Assert.Throws<CommandFailedException>(() => ExportFile.Create(Out));
        Assert.Equal("another", await File.ReadAllTextAsync(Out));
    }

    [Theory]
    [InlineData]
    [InlineData("{\"one\":1}")]
    [InlineData("{\"one\":1}", "two \"quoted\" ä")]
    public async Task Lines_that_go_to_standard_output_are_one_document(params string[] lines)
    {
        var output = new StringWriter();
        var document = new LinesDocument(output);
        foreach (var line in lines)
        {
            await document.WriteLineAsync(line);
        }

        await document.EndAsync(new { Written = lines.Length });

        var read = JsonDocument.Parse(output.ToString()).RootElement;
        Assert.Equal(lines, read.GetProperty("lines").EnumerateArray().Select(line => line.GetString()));
        Assert.Equal(lines.Length, read.GetProperty("written").GetInt32());
    }
}
