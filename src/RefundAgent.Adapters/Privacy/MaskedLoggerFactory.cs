using Microsoft.Extensions.Logging;

namespace RefundAgent.Adapters.Privacy;

/// <summary>Every logger of the process comes from here, the framework's and other libraries' too, and so no log can be reached unmasked.</summary>
internal sealed class MaskedLoggerFactory(ILoggerFactory inner, Func<string, string> mask) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new MaskedLogger(inner.CreateLogger(categoryName), mask);

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    public void Dispose() => inner.Dispose();
}
