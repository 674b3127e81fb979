using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using RefundAgent.Cli;

namespace RefundAgent.Tests.Cli;

/// <summary>Whatever the docs tell people to type, at night and in a hurry, is a command that there is, with options that it takes.</summary>
public sealed partial class DocumentedCommandsTests
{
    /// <summary>What stands for something of the reader's own, where a command looks closer than at text.</summary>
    private static readonly Dictionary<string, string> Stand = new(StringComparer.Ordinal)
    {
        ["VERSION"] = "3",
        ["KIND"] = "zendesk",
        ["https://YOUR-AGENT"] = "https://agent.shop.example",
    };

    public static TheoryData<string, string> Commands()
    {
        var commands = new TheoryData<string, string>();
        foreach (var file in Directory.EnumerateFiles(Repository.At("docs"), "*.md", SearchOption.AllDirectories).Append(Repository.At("README.md")))
        {
            foreach (var command in Written(File.ReadAllText(file)).Distinct(StringComparer.Ordinal))
            {
                commands.Add(Path.GetFileName(file), command);
            }
        }

        return commands;
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_of_the_docs_can_be_typed(string page, string command)
    {
        var words = Word().Matches(command).Select(word => ToType(word.Value)).ToArray();

        var parsed = CommandTree.Create(words).Parse(words);

        Assert.NotNull(parsed.CommandResult.Parent);
        var isNameOnly = words.SequenceEqual(NamesTo(parsed.CommandResult));
        Assert.True(isNameOnly || parsed.Errors.Count == 0, $"{page}: 'refund-agent {command}': {string.Join(' ', parsed.Errors.Select(error => error.Message))}");
    }

    /// <summary>A file of the reader's own is any that is there.</summary>
    private static string ToType(string word) => OwnFile().IsMatch(word) ? Repository.At("global.json") : Stand.GetValueOrDefault(word, word.Trim('\'', '"'));

    private static IEnumerable<string> NamesTo(CommandResult command) =>
        command.Parent is CommandResult parent ? [.. NamesTo(parent), command.Command.Name] : [];

    private static IEnumerable<string> Written(string page) => InText().Matches(page).Concat(InBlock().Matches(Blocks(page)))
        .Select(match => match.Groups[1].Value.Trim())
        .Where(command => command.Length > 0 && !command.Contains('…', StringComparison.Ordinal));

    private static string Blocks(string page) => string.Join('\n', Block().Matches(page).Select(match => match.Value));

    [GeneratedRegex(@"`refund-agent ([a-z][^`]*)`")]
    private static partial Regex InText();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^(?:.*RefundAgent\.Cli -- |(?:[A-Z]\w+=\S+ )*refund-agent )([a-z][^#\n|>&\\]*)", RegexOptions.Multiline)]
    private static partial Regex InBlock();

    [GeneratedRegex(@"^\S+\.jsonl?$")]
    private static partial Regex OwnFile();

    [GeneratedRegex("""'[^']*'|"[^"]*"|\S+""")]
    private static partial Regex Word();
}
