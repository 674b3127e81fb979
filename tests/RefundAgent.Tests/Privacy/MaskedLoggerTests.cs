using Microsoft.Extensions.Compliance.Redaction;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RefundAgent.Adapters.Privacy;
using RefundAgent.Privacy;

namespace RefundAgent.Tests.Privacy;

public sealed class MaskedLoggerTests : IDisposable
{
    private const string Mail = "mara@example.com";

    private readonly Witness witness = new();

    [Fact]
    public void Message_values_and_lists_of_values_are_masked()
    {
        var state = State("one", Mail, "several", new[] { Mail, "c1" });

        Logger().Log(LogLevel.Information, default, state, null, (_, _) => $"Wrote to {Mail}");

        Assert.DoesNotContain(Mail, witness.Text, StringComparison.Ordinal);
        Assert.Contains("Wrote to [email]", witness.Heard);
        Assert.Contains("[one, [email]]", witness.Heard);
        Assert.Contains("c1", witness.Heard);
    }

    [Fact]
    public void Scopes_are_masked()
    {
        var logger = Logger();
        using (logger.BeginScope(State("path", $"/api/customers/{Mail}/erase")))
        using (logger.BeginScope($"for {Mail}"))
        {
            logger.Log(LogLevel.Information, default, "hello", null, (said, _) => said);
        }

        Assert.DoesNotContain(Mail, witness.Text, StringComparison.Ordinal);
        Assert.Contains("for [email]", witness.Heard);
        Assert.Contains("[path, /api/customers/[email]/erase]", witness.Heard);
    }

    [Fact]
    public void An_exception_says_the_same_with_placeholders_in_all_its_forms()
    {
        var failure = new InvalidOperationException("outer", new TimeoutException($"{Mail} waited"));
        Logger().Log(LogLevel.Error, default, "it failed", failure, (said, _) => said);

        Assert.DoesNotContain(Mail, witness.Text, StringComparison.Ordinal);
        Assert.Contains("System.TimeoutException: [email] waited", witness.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_nothing_to_mask_passes_as_it_is()
    {
        var (state, failure) = (State("decision", "20261122-143005123-0f9a2b7c41d86e35"), new TimeoutException("late"));
        var inner = new Recorder();

        new MaskedLogger(inner, PersonalData.Mask).Log(LogLevel.Error, default, state, failure, (_, _) => "plain");

        Assert.Same(state, inner.State);
        Assert.Same(failure, inner.Failure);
    }

    [Fact]
    public void What_no_log_wants_is_not_even_formatted() =>
        new MaskedLogger(new Recorder { Enabled = false }, PersonalData.Mask)
            .Log(LogLevel.Trace, default, "", null, (_, _) => throw new InvalidOperationException("formatted"));

    [Fact]
    public void Whoever_wants_more_masked_sets_a_redactor_of_their_own()
    {
        using var services = new ServiceCollection().AddSingleton<ILoggerProvider>(witness).AddMaskedLogging()
            .AddRedaction(redaction => redaction.SetRedactor<ErasingRedactor>(PersonalDataRedactor.AnyText)).BuildServiceProvider();

        services.GetRequiredService<ILogger<Witness>>().Log(LogLevel.Error, default, "anything", null, (said, _) => said);

        Assert.DoesNotContain("anything", witness.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mara@example.com", "[email]")]
    [InlineData("nothing", "nothing")]
    [InlineData("", "")]
    public void The_redactor_gives_the_same_by_each_of_its_ways(string text, string masked)
    {
        var redactor = new PersonalDataRedactor();

        Assert.Equal(masked, redactor.Redact(text));
        Assert.Equal(masked, redactor.Redact(text.AsSpan()));
        Assert.Equal(masked.Length, redactor.GetRedactedLength(text));
    }

    public void Dispose() => witness.Dispose();

    private static List<KeyValuePair<string, object?>> State(params object?[] pairs) =>
        [.. pairs.Chunk(2).Select(pair => new KeyValuePair<string, object?>((string)pair[0]!, pair[1]))];

    private ILogger Logger() => new ServiceCollection().AddSingleton<ILoggerProvider>(witness).AddMaskedLogging().BuildServiceProvider()
        .GetRequiredService<ILoggerFactory>().CreateLogger("any");

    private sealed class Recorder : ILogger
    {
        public bool Enabled { get; init; } = true;

        public object? State { get; private set; }

        public Exception? Failure { get; private set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => Enabled;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            (State, Failure) = (state, exception);
    }
}
