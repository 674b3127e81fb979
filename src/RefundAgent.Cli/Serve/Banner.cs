namespace RefundAgent.Cli.Serve;

/// <summary>What a newcomer sees: where it listens, the key, three things to try, and what runs by itself.</summary>
internal static class Banner
{
    public static void Write(TextWriter output, Uri address, string? key, string storage, string payments, bool seeded, IEnumerable<JobClock> clocks)
    {
        var root = address.GetLeftPart(UriPartial.Authority);
        output.WriteLine();
        output.WriteLine($"RefundAgent listens on {root}");
        output.WriteLine($"Storage: {storage}");
        output.WriteLine($"Payments: {payments}");
        output.WriteLine($"On a timer: {string.Join(", ", clocks.Select(clock => clock.Describe()))}.");
        if (seeded)
        {
            output.WriteLine("First start: the sample policy 'retail' and sample orders were imported.");
        }

        if (key is not null)
        {
            output.WriteLine($"Development key (all roles, this machine only): {key}");
            output.WriteLine();
            output.WriteLine("Try it. First a request that no rule covers, so a person has to look:");
            output.WriteLine();
            output.WriteLine(Request(root, key, "T-1", "mara.lind", "#1001"));
            output.WriteLine();
            output.WriteLine("Then rule on it as support staff (put the decisionId of the answer into the path):");
            output.WriteLine();
            output.WriteLine($"""curl -s {root}/api/refunds/DECISION_ID/feedback -H 'X-Api-Key: {key}' -H 'Content-Type: application/json' -d '{Ruling}'""");
            output.WriteLine();
            output.WriteLine("And after the learner has run, the next one like it is proposed your way, citing your ruling:");
            output.WriteLine();
            output.WriteLine(Request(root, key, "T-2", "leila.haddad", "#1009"));
        }

        output.WriteLine();
        output.WriteLine($"In a browser: {root}/{Routes.Console}   The API: {root}/{Routes.OpenApi}   Stop with Ctrl-C.");
        output.Flush();
    }

    private const string Ruling = """{"kind":"ruling","outcome":"approve","reason":"carrier confirmed the loss"}""";

    private static string Request(string root, string key, string ticket, string customer, string order)
    {
        var body = CanonicalJson.Write(new
        {
            TicketId = ticket,
            Message = $"Order {order} never arrived, I would like my money back.",
            Customer = new { Id = customer },
        });
        return $"curl -s {root}/{Routes.Refunds} -H 'X-Api-Key: {key}' -H 'Content-Type: application/json' -d '{body}'";
    }
}
