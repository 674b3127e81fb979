using Microsoft.Extensions.Configuration;
using RefundAgent.Cli;
using RefundAgent.Cli.Serve;
using RefundAgent.Context;
using RefundAgent.Policies;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Cli;

public sealed class CommandFaultsTests
{
    public static TheoryData<Exception> Known() => new(
        new CommandFailedException("refused"),
        new StorageFormatException("too old"),
        new StorageBusyException("no answer"),
        new StorageAccessException("no right"),
        new UnreadableRowException("Policies", "acme", "1", "It is damaged."),
        new NoPolicyException(TenantId.From("acme")),
        new InvalidPolicyException([new PolicyFault("$.mode", "write off, suggest or earned.")]),
        new AggregateException(new StorageBusyException("no answer")));

    [Theory]
    [MemberData(nameof(Known))]
    public void What_is_known_is_told_in_its_own_words(Exception failure) =>
        Assert.Equal((failure.InnerException ?? failure).Message, CommandFaults.Told(failure));

    [Fact]
    public void What_is_not_known_is_told_on_one_line_with_its_name()
    {
        var told = CommandFaults.Told(new InvalidDataException("first\nsecond"));

        Assert.Contains("first\u00B7second (InvalidDataException)", told, StringComparison.Ordinal);
        Assert.Single(told.Split('\n'));
    }

    [Fact]
    public void A_setting_of_the_wrong_type_is_told_with_what_to_write()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Queues:RetryDelay", "9h")]).Build();

        var failure = Assert.Throws<InvalidOperationException>(() => settings.GetSection("Queues").Get<QueueOptions>());

        Assert.Equal("The settings are not valid:\n  Queues:RetryDelay is '9h' and must be a time span such as 00:00:30.", CommandFaults.Told(failure));
    }
}
