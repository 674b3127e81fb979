using System.Collections.Immutable;
using Microsoft.SemanticKernel;
using RefundAgent.Decisions;

namespace RefundAgent.Adapters.Model;

/// <summary>Notes every call of a tool for the decision's record, and turns a tool's failure into a value that the model can read.</summary>
internal sealed class ToolLog(TimeProvider time) : IFunctionInvocationFilter
{
    private readonly ImmutableArray<ToolCall>.Builder calls = ImmutableArray.CreateBuilder<ToolCall>();

    public ImmutableArray<ToolCall> Calls => calls.ToImmutable();

    public async Task OnFunctionInvocationAsync(FunctionInvocationContext context, Func<FunctionInvocationContext, Task> next)
    {
        var started = time.GetTimestamp();
        try
        {
            await next(context);
        }
        catch (Exception exception) when (exception is KernelException or ArgumentException or FormatException or System.Text.Json.JsonException)
        {
            // Arguments that don't fit the function's parameters; the message would repeat them, so the model is told in our words.
            context.Result = new FunctionResult(context.Function, CaseJson.Failure("The arguments do not fit this tool."));
        }

        var failed = context.Result.GetValue<string>()?.StartsWith(CaseJson.FailureStart, StringComparison.Ordinal) == true;
        calls.Add(new ToolCall(context.Function.Name, time.GetElapsedTime(started).TotalMilliseconds, failed));
    }

    /// <summary>A call of a tool that does not exist, which no filter sees.</summary>
    public void Unknown() => calls.Add(new ToolCall("unknown", 0, Failed: true));
}
