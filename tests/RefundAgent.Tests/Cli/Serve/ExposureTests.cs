using Microsoft.Extensions.Configuration;
using RefundAgent.Cli;
using RefundAgent.Cli.Serve;

namespace RefundAgent.Tests.Cli.Serve;

public sealed class ExposureTests
{
    private static readonly StorageChoice Kept = Auto("AccountName=shop;AccountKey=a2V5");
    private static readonly StorageChoice Memory = StorageChoice.Of("memory", new ConfigurationBuilder().Build());
    private static readonly StorageChoice Emulator =
        Auto("AccountName=devstoreaccount1;AccountKey=a2V5;TableEndpoint=http://azurite:10002/devstoreaccount1");

    [Fact]
    public void On_this_machine_everything_goes()
    {
        Assert.Same(Memory, Exposure.Of(Listening.Loopback, Memory, named: true, keys: false));
        Assert.Same(Emulator, Exposure.Of(Listening.Loopback, Emulator, named: true, keys: false));
    }

    [Fact]
    public void Others_may_reach_it_where_callers_and_storage_are_named()
    {
        Assert.Equal(Kept, Exposure.Of(Listening.Any, Kept, named: true, keys: true));
    }

    [Fact]
    public void An_emulator_somewhere_else_is_storage_like_any_other_and_none_is_started()
    {
        Assert.NotNull(Emulator.Development);
        Assert.Null(Exposure.Of(Listening.Any, Emulator, named: true, keys: true).Development);
    }

    [Theory]
    [InlineData(false, true, "callers")]
    [InlineData(true, false, "storage that stays")]
    public void What_is_missing_is_told_with_the_settings_that_mend_it(bool keys, bool named, string missing)
    {
        var refused = Assert.Throws<CommandFailedException>(() => Exposure.Of(Listening.Any, Kept, named, keys));

        Assert.Contains(missing, refused.Message, StringComparison.Ordinal);
        Assert.Equal(2, refused.Message.Split('\n').Length);
    }

    [Fact]
    public void All_that_is_missing_is_told_at_once()
    {
        var refused = Assert.Throws<CommandFailedException>(() => Exposure.Of(Listening.Any, Memory, named: true, keys: false));

        Assert.Contains("Auth__Keys__0__Sha256", refused.Message, StringComparison.Ordinal);
        Assert.Contains("AzureWebJobsStorage", refused.Message, StringComparison.Ordinal);
    }

    private static StorageChoice Auto(string connection) => StorageChoice.Of(
        "auto", new ConfigurationBuilder().AddInMemoryCollection([new(SettingNames.Storage, connection)]).Build());
}
