namespace RefundAgent.Privacy;

/// <summary>
/// Finds postal addresses that are written in a form: a house number beside a street, with unit, postal code and town after it. What people
/// tell of where they live in sentences is not found.
/// </summary>
internal static class AddressFinder
{
    public static void Find(ReadOnlySpan<char> text, List<PersonalSpan> found)
    {
        EastAsianAddress.Find(text, found);
        if (!text.ContainsAnyInRange('0', '9'))
        {
            return;
        }

        var tokens = Token.Cut(text);
        var reader = new AddressReader(text, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(tokens));
        for (var at = 0; at < tokens.Count; at++)
        {
            var end = reader.StreetAt(at);
            if (end <= at)
            {
                continue;
            }

            end = reader.TailAfter(end);
            found.Add(new PersonalSpan(PersonalKind.Address, tokens[at].Start, tokens[end - 1].End));
            at = end - 1;
        }
    }
}
