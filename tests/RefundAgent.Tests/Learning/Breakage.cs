using System.Reflection;
using RefundAgent.Learning;

namespace RefundAgent.Tests.Learning;

/// <summary>Counts the calls over all wrapped ports and fails from a certain one on, before or after it took effect, as a killed process would.</summary>
internal sealed class Breakage(int atCall, bool afterEffect)
{
    public int Calls { get; private set; }

    public bool Broke { get; private set; }

    public T Wrap<T>(T inner)
        where T : class
    {
        var port = DispatchProxy.Create<T, Port<T>>();
        var proxy = (Port<T>)(object)port;
        (proxy.Inner, proxy.Breakage) = (inner, this);
        return port;
    }

    private object? Call(MethodInfo method, object inner, object?[]? args)
    {
        Calls++;
        if (Calls > atCall || (Calls == atCall && !afterEffect))
        {
            throw Kill();
        }

        var result = method.Invoke(inner, args);
        if (Calls == atCall && result is Task task)
        {
            task.GetAwaiter().GetResult();
            throw Kill();
        }

        return result;
    }

    private Killed Kill()
    {
        Broke = true;
        return new Killed();
    }

    internal sealed class Killed : Exception;

#pragma warning disable CA1852 // The runtime derives the proxy from it.
    internal class Port<T> : DispatchProxy
#pragma warning restore CA1852
        where T : class
    {
        public T Inner { get; set; } = null!;

        public Breakage Breakage { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Breakage.Call(targetMethod!, Inner, args);
    }
}
