namespace RefundAgent.Adapters.Model.Telemetry;

/// <summary>
/// Semantic Kernel's own spans, behind switches that it reads once in a process: before the first request. The second one, which puts
/// prompts and answers into them, is set either way, so that no variable of the environment can do it unnoticed.
/// </summary>
internal static class KernelTelemetry
{
    public const string Spans = "Microsoft.SemanticKernel.Experimental.GenAI.EnableOTelDiagnostics";
    public const string Content = "Microsoft.SemanticKernel.Experimental.GenAI.EnableOTelDiagnosticsSensitive";

    public static void Switch(ModelOptions options)
    {
        AppContext.SetSwitch(Spans, true);
        AppContext.SetSwitch(Content, options.RecordContent);
    }
}
