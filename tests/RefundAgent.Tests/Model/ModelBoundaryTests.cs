using NetArchTest.Rules;
using RefundAgent.Adapters.Model;

namespace RefundAgent.Tests.Model;

public sealed class ModelBoundaryTests
{
    [Fact]
    public void Semantic_Kernel_is_known_to_one_folder_only()
    {
        var result = Types.InAssembly(typeof(KernelAdvisor).Assembly)
            .That().DoNotResideInNamespace(typeof(KernelAdvisor).Namespace)
            .ShouldNot().HaveDependencyOnAny("Microsoft.SemanticKernel", "OpenAI")
            .GetResult();

        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }
}
