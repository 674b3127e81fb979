using RefundAgent.Evidence;

namespace RefundAgent.Adapters.Payments;

/// <summary>The faults that an operator wrote down, in the order in which calls run into them; forgotten when the process ends.</summary>
internal sealed class SandboxScript(IReadOnlyList<SandboxFaultOptions> faults)
{
    private readonly int[] met = new int[faults.Count];

    /// <summary>Null for a plain answer.</summary>
    /// <param name="order">Null where the call names none.</param>
    public SandboxFaultOptions? Next(SandboxCall call, PaymentReference payment, OrderId? order)
    {
        for (var index = 0; index < faults.Count; index++)
        {
            var fault = faults[index];
            if (fault.CallKind != call || !Fits(fault.Payment, payment.Value) || !Fits(fault.Order, order?.Value))
            {
                continue;
            }

            var count = Interlocked.Increment(ref met[index]);
            if (count >= fault.Nth && count < fault.Nth + fault.Times)
            {
                return fault;
            }
        }

        return null;
    }

    private static bool Fits(string? wanted, string? value) => string.IsNullOrEmpty(wanted) || wanted == value;
}
