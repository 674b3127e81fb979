using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RefundAgent.Web;

namespace RefundAgent.Tests.Web;

public sealed class LogLevelsTests
{
    [Theory]
    [InlineData("RefundAgent.Decisions.RefundDesk", LogLevel.Information, true)]
    [InlineData("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Information, false)]
    [InlineData("Microsoft.Azure.Functions.Worker.FunctionsApplication", LogLevel.Error, true)]
    [InlineData("System.Net.Http.HttpClient.stripe.ClientHandler", LogLevel.Information, false)]
    [InlineData("Azure.Core", LogLevel.Warning, false)]
    [InlineData("Azure.Core", LogLevel.Error, true)]
    public void Frameworks_are_heard_when_something_is_wrong_and_we_always(string category, LogLevel level, bool heard)
    {
        using var services = new ServiceCollection()
            .AddLogging(logging => logging.QuietFrameworks().AddProvider(new OpenEars()))
            .BuildServiceProvider();

        Assert.Equal(heard, services.GetRequiredService<ILoggerFactory>().CreateLogger(category).IsEnabled(level));
    }

    private sealed class OpenEars : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
        }

        public void Dispose()
        {
        }
    }
}
