using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using RefundAgent.Actions;
using RefundAgent.Amounts;
using RefundAgent.Decisions;
using RefundAgent.Policies;

namespace RefundAgent.Adapters.Policies;

/// <summary>Reads a policy document, or tells its author everything that is wrong with it at once.</summary>
internal sealed class PolicyParser : IPolicyParser
{
    /// <summary>UTF-8 bytes, as for every other body.</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>Below the schema library's own limit of 64, so that the fault is always told in our words.</summary>
    internal static readonly JsonDocumentOptions Options = new() { MaxDepth = 60 };

    public RefundPolicy Parse(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json.TrimStart('\uFEFF'));
        if (bytes.Length > MaxBytes)
        {
            throw Faulty("$", $"has {bytes.Length} bytes: a policy may have {MaxBytes}.");
        }

        try
        {
            using var document = JsonDocument.Parse(bytes, Options);
            return Parse(document.RootElement);
        }
        catch (JsonException fault)
        {
            throw Faulty("$", NotJson(fault));
        }
        catch (InvalidOperationException)
        {
            throw Faulty("$", "holds half of a surrogate pair (\\ud800 to \\udfff): write whole characters.");
        }
    }

    public PolicyVersion? VersionOf(string json) => PolicyHash.Of(json);

    private static RefundPolicy Parse(JsonElement root)
    {
        var duplicates = DuplicateKeys.PathsIn(root).Select(path => new PolicyFault(path, "stands twice: keep one."));
        ImmutableArray<PolicyFault> faults =
        [
            .. duplicates.Concat(ValueFaults.In(root, "$")).Concat(PolicySchema.FaultsOf(root.GetRawText())).Concat(PolicyChecks.In(root)).Distinct(),
        ];
        return faults.IsEmpty
            ? Map(root.Deserialize<PolicyWire>(CanonicalJson.Options)!, PolicyHash.Of(root))
            : throw new InvalidPolicyException(faults);
    }

    private static RefundPolicy Map(PolicyWire wire, PolicyVersion version)
    {
        var currency = Currency.Parse(wire.Currency);
        return new RefundPolicy
        {
            Version = version,
            Name = wire.Name,
            Mode = wire.Mode,
            Rules = [.. wire.Rules.Select(rule => Map(rule, currency))],
            Limits = new Limits(Money.Parse(wire.Limits.PerRefund, currency), Money.Parse(wire.Limits.PerCustomer30Days, currency))
            {
                PerCancellation = wire.Limits.PerCancellation is { } own ? Money.Parse(own, currency) : null,
                PerDay = new DayLimits(Map(wire.Limits.PerDay?.Alone, currency), Map(wire.Limits.PerDay?.Approved, currency)),
            },
            Refunds = new RefundTerms
            {
                Shipping = wire.Refunds.Shipping,
                Payments = wire.Refunds.Payments,
                RestockingFee = wire.Refunds.RestockingFee is { } fee ? Map(fee, currency) : null,
            },
            Discretion = wire.Discretion is { } discretion
                ? new Discretion(Money.Parse(discretion.UpTo, currency), discretion.Outcomes)
                : null,
            Prices = new MistakePrices(
                wire.Prices.OverRefund, wire.Prices.WrongfulDenial, Money.Parse(wire.Prices.NeedlessEscalation, currency)),
            Autonomy = new AutonomyTerms(
                wire.Autonomy.Target, wire.Autonomy.ReviewShare, Money.Parse(wire.Autonomy.UnreviewedExposure, currency))
            {
                DisagreementAbove = wire.Autonomy.DisagreementAbove is { } sum ? Money.Parse(sum, currency) : null,
            },
            Approvals = Map(wire.Approvals, currency),
            Experiment = new ExperimentTerms(wire.Experiment.ControlShare, wire.Experiment.CanaryShare),
        };
    }

    private static ApprovalTerms Map(ApprovalsWire wire, Currency currency)
    {
        var expiresAfter = TimeSpan.FromHours(wire.ExpiresAfterHours);
        return new ApprovalTerms(wire.RemindAfterHours is { } hours ? TimeSpan.FromHours(hours) : expiresAfter / 3, expiresAfter)
        {
            AgentUpTo = wire.AgentUpTo is { } most ? Money.Parse(most, currency) : null,
            FourEyesAbove = wire.FourEyesAbove is { } threshold ? Money.Parse(threshold, currency) : null,
        };
    }

    private static DayLimit? Map(DayLimitWire? wire, Currency currency) =>
        wire is null ? null : new DayLimit(wire.Count, wire.Sum is { } sum ? Money.Parse(sum, currency) : null);

    private static PolicyRule Map(RuleWire rule, Currency currency) => new()
    {
        Id = rule.Id,
        Text = rule.Text,
        When = rule.When,
        Then = rule.Then,
        Handling = rule.Handling,
        Basis = BasisOf(rule.Basis, currency),
        KeepItem = rule.KeepItem,
        PayTo = rule.PayTo,
        Missing = rule.Missing,
    };

    private static RestockingFee Map(RestockingFeeWire fee, Currency currency) => fee.Percent is { } percent
        ? new RestockingFee.OfValue(percent, fee.When)
        : new RestockingFee.Fixed(Money.Parse(fee.Amount!, currency), fee.When);

    private static AmountBasis BasisOf(JsonElement? basis, Currency currency) => basis switch
    {
        { ValueKind: JsonValueKind.Object } part when part.TryGetProperty("shareOfPaid", out var share) =>
            new AmountBasis.ShareOfPaid(share.GetDecimal()),
        { ValueKind: JsonValueKind.Object } part => new AmountBasis.Fixed(Money.Parse(part.GetProperty("fixed").GetString()!, currency)),
        _ => new AmountBasis.Entitled(),
    };

    /// <summary>Editors count lines and characters from one.</summary>
    private static string NotJson(JsonException fault) =>
        $"is no JSON at line {fault.LineNumber + 1}, character {fault.BytePositionInLine + 1}: look there for a missing or extra comma, "
        + $"quote or bracket, or for more than {Options.MaxDepth} levels.";

    private static InvalidPolicyException Faulty(string path, string message) => new([new PolicyFault(path, message)]);
}
