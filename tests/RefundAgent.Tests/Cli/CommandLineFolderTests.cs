namespace RefundAgent.Tests.Cli;

public sealed class CommandLineFolderTests
{
    [Fact]
    public void Dotnet_run_works_in_the_folder_where_it_is_called() =>
        Assert.Contains(
            "<EnableDefaultRunWorkingDirectory>false</EnableDefaultRunWorkingDirectory>",
            Repository.Read("src", "RefundAgent.Cli", "RefundAgent.Cli.csproj"),
            StringComparison.Ordinal);
}
