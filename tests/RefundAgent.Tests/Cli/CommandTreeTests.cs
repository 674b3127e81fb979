using System.CommandLine;
using RefundAgent.Cli;

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

    [Fact]
    public void A_command_by_itself_teaches_with_examples()
    {
        var mode = Assert.Single(CommandTree.Create("mode", "--help").Subcommands, command => command.Name == "mode");

        Assert.Contains("Examples:", mode.Description, StringComparison.Ordinal);
    }
}
