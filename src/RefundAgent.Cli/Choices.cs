using System.CommandLine;
using System.CommandLine.Parsing;

namespace RefundAgent.Cli;

/// <summary>One of a few words, in the lower case of the rest of the command line: in the help, in the shell's completion and in what is told of another word.</summary>
internal static class Choices
{
    public static Option<T> Option<T>(string name, string description)
        where T : struct, Enum
    {
        var words = Enum.GetNames<T>().Select(word => word.ToLowerInvariant()).ToArray();
        var option = new Option<T>(name)
        {
            Description = description,
            HelpName = string.Join('|', words),
            CustomParser = result => Read<T>(result, words),
        };
        option.CompletionSources.Clear();
        option.CompletionSources.Add(words);
        return option;
    }

    /// <summary>As it is typed.</summary>
    public static string NameOf(ArgumentResult result) => result.Parent is OptionResult option ? option.Option.Name : result.Argument.Name;

    private static T Read<T>(ArgumentResult result, string[] words)
        where T : struct, Enum
    {
        var text = result.Tokens[0].Value;
        var place = Array.IndexOf(words, text.ToLowerInvariant());
        if (place >= 0)
        {
            return Enum.Parse<T>(words[place], ignoreCase: true);
        }

        result.AddError($"'{text}' does not fit {NameOf(result)}: write {string.Join(" or ", words)}.");
        return default;
    }
}
