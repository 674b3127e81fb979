using System.Buffers;

namespace RefundAgent.Reading;

/// <summary>
/// Spots text that is written to steer whatever reads it, and not to ask a shop for something. A customer has no reason to speak of
/// prompts, system messages or earlier instructions, so one such phrase puts the whole message before a person.
/// </summary>
internal static class Steering
{
    /// <summary>"ignore" and its like, followed closely by what only a steered reader would have.</summary>
    private static readonly string[] Verbs =
    [
        "ignore", "disregard", "forget", "override", "bypass", "overrule", "ignora", "ignorez", "ignoriere", "ignorieren",
        "ignorar", "ignorare",
        "vergiss", "vergessen", "olvida", "olvide", "oublie", "oubliez", "dimentica", "esqueca", "negeer", "vergeet",
        "zignoruj", "zapomnij",
    ];

    private static readonly string[] Targets =
    [
        "instruction", "above", "previous", "prior", "earlier", "rules", "policy", "guideline", "directive", "prompt", "everything you",
        "istruzion", "instruccion", "instruc", "anweisung", "obig", "vorherig", "precedent", "anterior", "arriba", "ci-dessus", "sopra",
        "instrucoes", "regel", "polecen", "poprzedn", "safeguard", "safety", "restriction", "filter",
    ];

    private static readonly string[] Phrases =
    [
        "system prompt", "system override", "system message", "system:", "assistant:", "<system", "[system", "[inst]", "<|",
        "### instruction",
        "###instruction", "developer mode", "debug mode", "admin mode", "maintenance mode", "god mode", "jailbreak", "do anything now",
        "you are now", "you are no longer", "from now on you", "pretend to be", "pretend you", "pretend that you", "act as",
        "role play", "roleplay", "role-play",
        "language model", "as an ai", "an ai model", "ai model", "your instructions", "your programming", "your training",
        "your prompt", "new instructions",
        "system instruction", "hidden instruction", "begin instruction", "end of instruction", "secret key", "api key",
        "your password", "passphrase", "the password",
        "outcome\":", "\"approve\"", "tool call", "function call", "auto-approve", "auto approve", "approve all",
        "approve this", "approve every",
        "mark as approved", "policy does not apply", "policies do not apply", "without verification", "skip verification",
        "skip the check", "no questions asked",
        "respond only with", "respond with", "reply with", "your reply", "your response", "your answer", "in your answer", "print your",
        "i am the developer", "i am your developer", "i am your creator", "i am the administrator", "i am an administrator",
        "your supervisor has authorized",
        "authorized by management", "refund everyone", "all customers", "other customers", "refund all customers", "any customer",
    ];

    private static readonly SearchValues<string> AnyPhrase = SearchValues.Create(Phrases, StringComparison.Ordinal);
    private static readonly SearchValues<string> AnyTarget = SearchValues.Create(Targets, StringComparison.Ordinal);

    /// <returns>The words that give it away; null where the text looks like a customer's.</returns>
    public static string? Find(string text)
    {
        var folded = Folding.Fold(text);
        var found = folded.AsSpan().IndexOfAny(AnyPhrase);
        return found >= 0
            ? Array.Find(Phrases, phrase => folded.AsSpan(found).StartsWith(phrase, StringComparison.Ordinal))
            : Array.Find(Verbs, verb => IsFollowed(folded, verb));
    }

    private static bool IsFollowed(string folded, string verb)
    {
        const int Reach = 60;
        for (var at = folded.IndexOf(verb, StringComparison.Ordinal); at >= 0; at = folded.IndexOf(verb, at + verb.Length, StringComparison.Ordinal))
        {
            var behind = folded.AsSpan(at + verb.Length, Math.Min(Reach, folded.Length - at - verb.Length));
            if (behind.ContainsAny(AnyTarget))
            {
                return true;
            }
        }

        return false;
    }
}
