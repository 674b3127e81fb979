using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace RefundAgent.Tests.Privacy;

/// <summary>A log provider that keeps whatever any provider could: the formatted line, each value, each scope, and exceptions in every form they have.</summary>
internal sealed class Witness : ILoggerProvider, ISupportExternalScope, ILogger
{
    private readonly ConcurrentQueue<string> heard = new();
    private IExternalScopeProvider? scopes;

    public IReadOnlyCollection<string> Heard => heard;

    public string Text => string.Join('\n', heard);

    public ILogger CreateLogger(string categoryName) => this;

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        heard.Enqueue(formatter(state, exception));
        Hear(state);
        scopes?.ForEachScope((scope, witness) => witness.Hear(scope), this);
        for (var failure = exception; failure is not null; failure = failure.InnerException)
        {
            heard.Enqueue($"{failure}\n{failure.Message}\n{failure.StackTrace}");
        }
    }

    public void Dispose()
    {
    }

    private void Hear(object? said)
    {
        heard.Enqueue(Convert.ToString(said, CultureInfo.InvariantCulture) ?? "");
        foreach (var value in said is IEnumerable values and not string ? values : Array.Empty<object>())
        {
            heard.Enqueue(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
            if (value is KeyValuePair<string, object?> { Value: IEnumerable and not string } pair)
            {
                Hear(pair.Value);
            }
        }
    }
}
