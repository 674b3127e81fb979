namespace RefundAgent.Web.Calls;

/// <param name="Field">Its path in the body or query: <c>customer.id</c>.</param>
/// <param name="Message">What is wrong and what to send instead.</param>
internal sealed record FieldFault(string Field, string Message)
{
    public override string ToString() => $"{Field}: {Message}";
}

/// <summary>Carries all faults of a request to its answer.</summary>
internal sealed class InvalidRequestException(IReadOnlyList<FieldFault> faults) : Exception("The request is not valid.")
{
    public IReadOnlyList<FieldFault> Faults { get; } = faults;
}

/// <summary>The body passes the limit; answered with 413 before it is read to its end.</summary>
internal sealed class BodyTooLargeException() : Exception("The body is too large.");
