using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace RefundAgent.Tests.Model;

/// <summary>Keeps what was logged, for tests that care how often people are told.</summary>
internal sealed class HeardLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, int Event, string Text)> lines = new();

    public IEnumerable<string> Warnings => lines.Where(line => line.Level >= LogLevel.Warning).Select(line => line.Text);

    public IEnumerable<int> Events => lines.Select(line => line.Event);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel level, EventId id, TState state, Exception? exception, Func<TState, Exception?, string> format) =>
        lines.Enqueue((level, id.Id, format(state, exception)));

    public void Dispose()
    {
    }
}
