using Microsoft.Extensions.Logging;
using RefundAgent.Privacy;

namespace RefundAgent.Adapters.Privacy;

/// <summary>
/// Masks what goes to every log: message, values, scopes, exceptions. An entry with nothing to mask passes as it is, so that providers
/// still find its own type; nearly all of them do.
/// </summary>
internal sealed class MaskedLogger(ILogger inner, Func<string, string> mask) : ILogger
{
    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull =>
        MaskedState.Of(state, state.ToString() ?? "", mask) is { } masked ? inner.BeginScope(masked) : inner.BeginScope(state);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!inner.IsEnabled(logLevel))
        {
            return;
        }

        var text = formatter(state, exception) ?? "";
        var masked = MaskedState.Of(state is null ? text : state, text, mask);
        var failure = exception is null ? null : MaskedException.Of(exception, mask);
        if (masked is null && ReferenceEquals(failure, exception))
        {
            inner.Log(logLevel, eventId, state, exception, formatter);
        }
        else if (masked is null)
        {
            inner.Log(logLevel, eventId, state, failure, (_, _) => text);
        }
        else
        {
            inner.Log(logLevel, eventId, masked, failure, static (state, _) => state.ToString());
        }
    }
}
