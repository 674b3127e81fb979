using System.CommandLine;
using System.CommandLine.Help;
using RefundAgent.Cli;
using RefundAgent.Cli.Serve;

namespace RefundAgent.Tests.Cli;

/// <summary>A list of commands is read at a glance; what a command teaches is read by whoever asks that one.</summary>
public sealed class CommandTreeTests
{
    [Fact]
    public void The_list_of_commands_says_one_sentence_of_each()
    {
        Assert.All(CommandTree.Create("--help").Subcommands, command =>
        {
            Assert.NotEmpty(command.Description!);
            Assert.DoesNotContain('\n', command.Description!);
            Assert.InRange(command.Description!.Length, 10, 150);
        });
    }

    public static TheoryData<string[]> WhatHasAType()
    {
        var all = new TheoryData<string[]>();
        foreach (var (path, command) in Commands([], CommandTree.Create()))
        {
            foreach (var option in command.Options.Where(option => option is not (HelpOption or VersionOption) && option.ValueType != typeof(bool)))
            {
                all.Add([.. path, option.Name, "nonsense"]);
            }

            if (command.Arguments.Any())
            {
                all.Add([.. path, "nonsense"]);
            }
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(WhatHasAType))]
    public void What_does_not_fit_is_told_in_words_and_not_as_a_type_of_NET(string[] words)
    {
        var errors = CommandTree.Create(words).Parse(words).Errors.Select(error => error.Message);

        Assert.DoesNotContain(errors, error => error.Contains("System.", StringComparison.Ordinal) || error.Contains("RefundAgent.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("'abc' does not fit VERSION: write a whole number from 0.", "rollback", "abc")]
    [InlineData("'-1' does not fit VERSION: write a whole number from 0.", "rollback", "-1")]
    [InlineData("'abc' does not fit --port: write a whole number from 0 to 65535.", "serve", "--port", "abc")]
    [InlineData("'65536' does not fit --port: write a whole number from 0 to 65535.", "serve", "--port", "65536")]
    [InlineData("'all' does not fit --listen: write loopback or any.", "serve", "--listen", "all")]
    [InlineData("'0' does not fit --most: write a whole number from 1.", "versions", "--most", "0")]
    [InlineData("'-1' does not fit --most: write a whole number from 1.", "poison", "replay", "--queue", "tickets", "--most", "-1")]
    [InlineData("'1.5' does not fit --batch: write a whole number from 1.", "replay", "global.json", "--batch", "1.5")]
    [InlineData("'0' does not fit --format: write sft or dpo.", "export", "--format", "0")]
    [InlineData("--to needs --diff: 'versions --diff 12 --to 17' compares two versions.", "versions", "--to", "2")]
    [InlineData("Say which: --queue tickets or --queue feedback. 'refund-agent poison list' shows what lies in each.", "poison", "replay")]
    public void A_mistake_is_told_once_and_says_what_to_write(string told, params string[] words)
    {
        words = [.. words.Select(word => word == "global.json" ? Repository.At(word) : word)];

        Assert.Equal(told, Assert.Single(CommandTree.Create(words).Parse(words).Errors).Message);
    }

    [Theory]
    [InlineData(Listening.Any, "any")]
    [InlineData(Listening.Any, "Any")]
    [InlineData(Listening.Loopback, "loopback")]
    internal void A_word_is_read_in_any_case(Listening meant, string typed) =>
        Assert.Equal(meant, CommandTree.Create("serve").Parse(["serve", "--listen", typed]).GetValue<Listening>("--listen"));

    private static IEnumerable<(string[] Path, Command Command)> Commands(string[] path, Command command) =>
        [(path, command), .. command.Subcommands.SelectMany(each => Commands([.. path, each.Name], each))];

    /// <summary>A contract of the command line; serve runs until it is stopped and tells in its logs.</summary>
    [Fact]
    public void Every_command_can_answer_in_JSON() => Assert.All(
        Commands([], CommandTree.Create()).Where(each => each.Command.Subcommands.Count == 0 && each.Command.Name != "serve"),
        each => Assert.Contains(each.Command.Options, option => option.Name == "--json"));

    [Fact]
    public void The_README_lists_every_command()
    {
        var list = Repository.Read("README.md").Split("lists the commands:", 2)[1];

        Assert.All(CommandTree.Create().Subcommands, command => Assert.Contains($"`{command.Name}", list, StringComparison.Ordinal));
        Assert.Contains("`discrepancies list|close|find`", list, StringComparison.Ordinal);
    }

    [Fact]
    public void A_command_by_itself_teaches_with_examples()
    {
        var mode = Assert.Single(CommandTree.Create("mode", "--help").Subcommands, command => command.Name == "mode");

        Assert.Contains("Examples:", mode.Description, StringComparison.Ordinal);
    }
}
