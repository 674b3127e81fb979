using System.Collections.Concurrent;
using System.Text.Json;
using RefundAgent.Actions;
using RefundAgent.Adapters.Policies;
using RefundAgent.Amounts;
using RefundAgent.Cli.Samples;
using RefundAgent.Policies;
using RefundAgent.Tests.Storage;

namespace RefundAgent.Tests.AtMostOnce;

/// <summary>The retail sample's rules under a run's own mode and limits; the document is the <see cref="MoneyPolicy"/> itself.</summary>
internal sealed class MoneyPolicies : IPolicyParser
{
    private static readonly RefundPolicy Retail = new PolicyParser().Parse(File.ReadAllText(SampleFiles.Policy("retail")));

    private readonly ConcurrentDictionary<string, RefundPolicy> parsed = new();

    public static string Document(MoneyPolicy policy) => JsonSerializer.Serialize(policy);

    public RefundPolicy Parse(string json) => parsed.GetOrAdd(json, static document =>
    {
        var policy = JsonSerializer.Deserialize<MoneyPolicy>(document)!;
        return Retail with
        {
            Version = PolicyVersion.From("p-" + Convert.ToHexStringLower(System.IO.Hashing.XxHash64.Hash(System.Text.Encoding.UTF8.GetBytes(document)))),
            Mode = Enum.Parse<Mode>(policy.Mode, ignoreCase: true),
            Limits = new Limits(Samples.Usd(100_00), Samples.Usd(policy.PerCustomer))
            {
                PerDay = new DayLimits(Day(policy.AloneCount, policy.AloneSum), Day(policy.ApprovedCount, policy.ApprovedSum)),
            },
            Refunds = Retail.Refunds with { Shipping = policy.Shipping },
        };
    });

    public PolicyVersion? VersionOf(string json) => Parse(json).Version;

    private static DayLimit? Day(int? count, int? sum) =>
        count is null && sum is null ? null : new DayLimit(count, sum is { } cents ? Samples.Usd(cents) : default(Money?));
}
