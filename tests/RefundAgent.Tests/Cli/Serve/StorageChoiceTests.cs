using Microsoft.Extensions.Configuration;
using RefundAgent.Cli;
using RefundAgent.Cli.Serve;

namespace RefundAgent.Tests.Cli.Serve;

/// <summary>Whoever pauses or rolls back the wrong store believes that the right one has stopped.</summary>
public sealed class StorageChoiceTests
{
    private const string Key = "c2VjcmV0";
    private const string Connection = $"AccountName=shop;AccountKey={Key}";
    private const string AccountName = $"{SettingNames.Storage}:accountName";

    [Fact]
    public void Without_settings_it_is_the_local_development_storage() =>
        Assert.Equal((StorageChoice.DevelopmentStorage, true), (Auto().ConnectionString, Auto().Development is not null));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void An_account_to_sign_in_to_is_one(string? noConnection) =>
        Assert.Equal(new StorageChoice(null, false, null), Auto((SettingNames.Storage, noConnection), (AccountName, "prodshop")));

    [Theory]
    [InlineData("accountName", "")]
    [InlineData("clientId", "11111111-2222-3333-4444-555555555555")]
    public void A_connection_string_is_one(string besides, string value) =>
        Assert.Equal(Connection, Auto((SettingNames.Storage, Connection), ($"{SettingNames.Storage}:{besides}", value)).ConnectionString);

    [Theory]
    [InlineData("UseDevelopmentStorage=true", "the local development storage")]
    [InlineData(Connection, "a connection string")]
    public void Of_two_that_are_set_nobody_guesses_one(string connection, string told)
    {
        var refused = Assert.Throws<CommandFailedException>(
            () => Auto((SettingNames.Storage, connection), (AccountName, "prodshop"), ($"{SettingNames.Storage}:credential", "managedidentity")));

        Assert.Equal(
            $"Two stores are set: unset AzureWebJobsStorage ({told}) to work on prodshop, "
            + "or unset AzureWebJobsStorage__accountName AzureWebJobsStorage__credential to work on the other.",
            refused.Message);
    }

    [Fact]
    public void The_one_that_is_named_at_the_command_line_counts() =>
        Assert.Equal(Connection, StorageChoice.Of(Connection, Settings((SettingNames.Storage, "UseDevelopmentStorage=true"), (AccountName, "prodshop"))).ConnectionString);

    private static StorageChoice Auto(params (string Key, string? Value)[] settings) => StorageChoice.Of("auto", Settings(settings));

    private static IConfigurationRoot Settings(params (string Key, string? Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(each => new KeyValuePair<string, string?>(each.Key, each.Value)))
        .Build();
}
