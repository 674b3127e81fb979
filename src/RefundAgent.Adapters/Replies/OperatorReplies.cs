using Microsoft.Extensions.Options;
using RefundAgent.Replies;

namespace RefundAgent.Adapters.Replies;

/// <summary>The operator's texts and what is wrong with them.</summary>
internal sealed class OperatorReplies : IValidateOptions<RepliesOptions>
{
    public ValidateOptionsResult Validate(string? name, RepliesOptions options)
    {
        try
        {
            var faults = Open(options).Faults;
            return faults.IsEmpty ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults.Select(Words));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return ValidateOptionsResult.Fail($"{SettingNames.RepliesDirectory}: {fault.Message}");
        }
    }

    public static ReplyBookResult Open(RepliesOptions options) =>
        ReplyBook.Open(string.IsNullOrWhiteSpace(options.Directory) ? [] : ReplyFolder.Read(options.Directory), options.DefaultLanguage);

    private static string Words(ReplyFault fault) =>
        fault.File == SettingNames.RepliesLanguage ? $"{fault}" : $"{SettingNames.RepliesDirectory}: {fault}";
}
