using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using RefundAgent.Cli.Backups;
using RefundAgent.Cli.Discrepancies;
using RefundAgent.Cli.Evaluate;
using RefundAgent.Cli.Explain;
using RefundAgent.Cli.Export;
using RefundAgent.Cli.Health;
using RefundAgent.Cli.Helpdesks;
using RefundAgent.Cli.Import;
using RefundAgent.Cli.Kpis;
using RefundAgent.Cli.Migrate;
using RefundAgent.Cli.Modes;
using RefundAgent.Cli.Poison;
using RefundAgent.Cli.Replay;
using RefundAgent.Cli.Serve;
using RefundAgent.Cli.Versions;

namespace RefundAgent.Cli;

/// <summary>Every command there is, so that what the docs tell people to type can be held against it.</summary>
internal static partial class CommandTree
{
    /// <summary>Commands that are listed say in one sentence what they do; each by itself teaches the rest with its own --help.</summary>
    public static RootCommand Create(params IReadOnlyList<string> typed)
    {
        var root = Whole();
        if (typed is [] or ["--help" or "-h" or "-?"])
        {
            foreach (var command in root.Subcommands)
            {
                command.Description = FirstSentence().Match(command.Description ?? "").Value.TrimEnd(':', '.') + ".";
            }
        }

        return root;
    }

    /// <summary>As it is typed: "refund-agent poison list".</summary>
    public static string NameOf(CommandResult command) => command.Parent is CommandResult parent ? $"{NameOf(parent)} {command.Command.Name}" : "refund-agent";

    private static RootCommand Whole() => new("Decides refunds, and learns from what people do about its decisions.")
    {
        ServeCommand.Create(),
        HealthCommand.Create(),
        ImportCommand.Create(),
        EvaluateCommand.Create(),
        ReplayCommand.Create(),
        HelpdeskCommand.Create(),
        PoisonCommand.Create(),
        ModeCommand.Create(),
        MigrateCommand.Create(),
        BackupCommand.Create(),
        RestoreCommand.Create(),
        DiscrepanciesCommand.Create(),
        VersionsCommand.Create(),
        RollbackCommand.Create(),
        RollbackCommand.CreateResume(),
        ExplainCommand.Create(),
        KpisCommand.Create(),
        ExportCommand.Create(),
    };

    [GeneratedRegex(@"\A.*?(?:[.:](?=\s|\z)|\z)", RegexOptions.Singleline)]
    private static partial Regex FirstSentence();
}
