namespace RefundAgent.Payments;

/// <summary>Understands one provider's reports. Pure: asked when a report arrives, and again when it is worked on.</summary>
public interface IProviderEventReader
{
    ProviderEventReading Read(ProviderDelivery delivery);
}

/// <summary>What a report was understood as.</summary>
public abstract record ProviderEventReading
{
    private ProviderEventReading()
    {
    }

    public sealed record Understood(ProviderEvent Event) : ProviderEventReading;

    /// <summary>Not for us, and need not be kept.</summary>
    /// <param name="Why">For an operator.</param>
    /// <param name="Misdirected">It should not have been sent here at all: somebody has set something up wrongly.</param>
    public sealed record NotForUs(string Why, bool Misdirected) : ProviderEventReading;

    /// <summary>For us, but not of a shape that this version knows.</summary>
    public sealed record Unreadable(string Why) : ProviderEventReading;
}
