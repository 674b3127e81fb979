using NetArchTest.Rules;
using RefundAgent.Adapters.Payments;

namespace RefundAgent.Tests.Payments;

public sealed class StripeBoundaryTests
{
    [Fact]
    public void Stripes_client_is_known_to_one_folder_only()
    {
        var result = Types.InAssembly(typeof(StripeGateway).Assembly)
            .That().DoNotResideInNamespace(typeof(StripeGateway).Namespace)
            .ShouldNot().HaveDependencyOn("Stripe")
            .GetResult();

        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }

    /// <summary>It also blocks the customer's card, and is not for an agent to say.</summary>
    [Fact]
    public void No_refund_can_be_called_fraudulent() => Assert.DoesNotContain(
        Directory.EnumerateFiles(Repository.At("src", "RefundAgent.Adapters", "Payments"), "*.cs").Select(File.ReadAllText),
        code => code.Contains("RefundReasons.Fraudulent", StringComparison.Ordinal) || code.Contains("\"fraudulent\"", StringComparison.Ordinal));
}
