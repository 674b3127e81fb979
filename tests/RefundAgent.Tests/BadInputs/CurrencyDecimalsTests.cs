using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RefundAgent.Adapters.Policies;
using RefundAgent.Amounts;
using RefundAgent.Evidence;
using RefundAgent.Feedback;
using RefundAgent.Learning.Replay;
using RefundAgent.Policies;
using RefundAgent.Tickets;
using RefundAgent.Web.Approvals;
using RefundAgent.Web.Auth;
using RefundAgent.Web.Calls;
using RefundAgent.Web.Refunds;

namespace RefundAgent.Tests.BadInputs;

/// <summary>A cent is not a hundredth everywhere, and no boundary may take it for one.</summary>
public sealed class CurrencyDecimalsTests
{
    private static readonly Caller Robot = new(new PrincipalId("robot"), Roles.System, [new TenantId("one")]);

    /// <summary>Each takes an amount and its currency, and says what is wrong with them; null for nothing.</summary>
    private static readonly Dictionary<string, Func<string, string, string?>> Boundaries = new()
    {
        ["refund over HTTP"] = (amount, currency) => FaultOf(() => RefundBody.Read(
            Body($$"""{"ticketId":"t","message":"hi","customer":{"id":"c"},"requested":{{Json(amount, currency)}}}"""), Robot, authenticated: true, DateTimeOffset.UnixEpoch)),
        ["approval over HTTP"] = (amount, currency) => FaultOf(() => ApprovalBody.Read(Body($$"""{"verdict":"approve","amount":{{Json(amount, currency)}}}"""), Robot)),
        ["order line"] = (amount, currency) => OrderLine.Parse(new JsonObject
        {
            ["orderId"] = "o", ["customerId"] = "c", ["status"] = "delivered", ["currency"] = currency, ["paid"] = amount, ["paymentMethods"] = new JsonArray(),
            ["items"] = new JsonArray(new JsonObject { ["itemId"] = "i", ["name"] = "Lamp", ["quantity"] = 1, ["unitPrice"] = "1" }),
        }.ToJsonString()) is OrderLineResult.Faulty faulty ? faulty.Faults[0].Message : null,
        ["policy"] = (amount, currency) =>
        {
            try
            {
                new PolicyParser().Parse($$"""
                    {"name":"p","mode":"off","currency":"{{currency}}","rules":[],"limits":{"perRefund":"1","perCustomer30Days":"{{amount}}"},
                     "prices":{"needlessEscalation":"6"},"autonomy":{"unreviewedExposure":"1000"} }
                    """);
                return null;
            }
            catch (InvalidPolicyException invalid)
            {
                return invalid.Faults[0].Message;
            }
        },
        ["history line"] = (amount, currency) => HistoryLine.TryParse(
            $$"""{"id":"1","paid":{{Json(amount, currency)}},"verdict":{"outcome":"deny"} }""", 1, out _, out var faults) ? null : faults[0].Message,
        ["storage"] = (amount, currency) => FaultOf(() => CanonicalJson.Read<Money>(Json(amount, currency))),
    };

    public static TheoryData<string, string, string, string?> Amounts
    {
        get
        {
            var data = new TheoryData<string, string, string, string?>();
            foreach (var boundary in Boundaries.Keys)
            {
                data.Add(boundary, "1250", "JPY", null);
                data.Add(boundary, "12.50", "JPY", "0 decimals");
                data.Add(boundary, "1.234", "KWD", null);
                data.Add(boundary, "1.2345", "KWD", boundary == "policy" ? "plain digits" : "3 decimals");
                data.Add(boundary, "12.50", "USD", null);
                data.Add(boundary, "12.505", "USD", "2 decimals");
                data.Add(boundary, "12", "XXZ", "ISO 4217");
                data.Add(boundary, "12", "usd", "ISO 4217");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Amounts))]
    public void Every_boundary_knows_the_decimals_of_a_currency_and_which_there_are(string boundary, string amount, string currency, string? words)
    {
        var fault = Boundaries[boundary](amount, currency);

        if (words is null)
        {
            Assert.Null(fault);
        }
        else
        {
            Assert.Contains(words, fault, StringComparison.Ordinal);
        }
    }

    private static string Json(string amount, string currency) => $$"""{"amount":"{{amount}}","currency":"{{currency}}"}""";

    private static FieldReader Body(string json) => JsonBody.Parse(Encoding.UTF8.GetBytes(json));

    private static string? FaultOf(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (InvalidRequestException invalid)
        {
            return invalid.Faults[0].Message;
        }
        catch (JsonException broken)
        {
            return broken.Message;
        }
    }
}
