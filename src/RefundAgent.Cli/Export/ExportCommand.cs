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
        var format = Choices.Option<TrainingFormat>("--format", "Which lines.");
        format.Required = true;
        var file = new Option<FileInfo?>("--out") { Description = "Where to; standard output where it is left out. An existing file is not overwritten." };
        var command = new Command("export", Description) { format, file, OperatorOptions.Tenant, OperatorOptions.Json, SharedStorage.Option };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var services = await SharedStorage.OpenAsync(parsed, cancellationToken);
            var tenant = await OperatorOptions.KnownTenantAsync(parsed, services, cancellationToken);
            var (output, progress) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var json = parsed.GetValue(OperatorOptions.Json);
            var path = parsed.GetValue(file)?.FullName;
            await using var written = path is null ? null : ExportFile.Create(path);
            var document = new LinesDocument(output);
            var export = new Exporting(services.GetRequiredService<TrainingCases>(), services.GetRequiredService<ITrainingLines>(), progress);
            var tally = await export.RunAsync(
                tenant,
                parsed.GetValue(format),
                written is not null ? written.WriteLineAsync : json ? document.WriteLineAsync : output.WriteLineAsync,
                cancellationToken);
            await (written?.CompleteAsync() ?? Task.CompletedTask);
            if (json)
            {
                var told = new { Format = parsed.GetValue(format), Out = path, tally.Written, tally.LeftOut };
                await (written is null ? document.EndAsync(told) : output.WriteLineAsync(CanonicalJson.Write(told)));
            }

            return 0;
        });
        return command;
    }
}
