using System.CommandLine;
using RefundAgent.Cli.Versions;
using RefundAgent.Training;

namespace RefundAgent.Cli.Export;

/// <summary>`refund-agent export`: what people ruled, as a file that a model is fine-tuned with.</summary>
internal static class ExportCommand
{
    private const string Description = """
        Writes what people ruled as lines for fine-tuning a model. Nothing is sent anywhere.

          sft   a prompt and the answer that people would have given, one line a case
          dpo   where people ruled otherwise than was advised: their answer and the advised one

        Both in the format that OpenAI and Azure OpenAI take. Personal data in texts is masked; what was erased, revoked or undone is left out.
        Read the file before you upload it: masks know a lot, and not everything.

        Examples:
          refund-agent export --format sft --out refunds.sft.jsonl
          refund-agent export --format dpo > refunds.dpo.jsonl
        """;

    public static Command Create()
    {
        var format = new Option<TrainingFormat>("--format") { Description = "sft or dpo.", Required = true };
        var file = new Option<FileInfo?>("--out") { Description = "Where to; standard output where it is left out. An existing file is not overwritten." };
        var command = new Command("export", Description) { format, file, OperatorOptions.Tenant, OperatorOptions.Json, SharedStorage.Option };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var services = await SharedStorage.OpenAsync(parsed, cancellationToken);
            var (output, progress) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var json = parsed.GetValue(OperatorOptions.Json);
            var lines = new List<string>();
            await using var written = parsed.GetValue(file) is { } path ? Create(path) : null;
            var sink = written ?? (json ? null : output);
            var export = new Exporting(services.GetRequiredService<TrainingCases>(), services.GetRequiredService<ITrainingLines>(), progress);
            var tally = await export.RunAsync(
                OperatorOptions.TenantOf(parsed),
                parsed.GetValue(format),
                async line =>
                {
                    lines.AddRange(sink is null ? [line] : []);
                    await (sink?.WriteLineAsync(line) ?? Task.CompletedTask);
                },
                cancellationToken);
            if (json)
            {
                await output.WriteLineAsync(CanonicalJson.Write(new
                {
                    Format = parsed.GetValue(format),
                    Out = parsed.GetValue(file)?.FullName,
                    tally.Written,
                    tally.LeftOut,
                    Lines = sink is null ? lines : null,
                }));
            }

            return 0;
        });
        return command;
    }

    private static StreamWriter Create(FileInfo path)
    {
        try
        {
            return new StreamWriter(new FileStream(path.FullName, FileMode.CreateNew, FileAccess.Write));
        }
        catch (IOException taken)
        {
            throw new CommandFailedException($"{path} cannot be written ({taken.Message}) Choose another name for --out.", taken);
        }
    }
}
