using System.Diagnostics;

namespace RefundAgent.Privacy;

/// <summary>Masks what a span says before it leaves the process: the framework's own have paths in them, and ours what a provider answered.</summary>
public static class MaskedSpan
{
    /// <summary>An id in a path may be a customer's, and has no form to be masked by: a request is told by its route.</summary>
    private static readonly string[] Addresses = ["url.path", "url.query", "url.full"];

    /// <summary>Name, tags of text and the status's words; events are the framework's to write and cannot be changed.</summary>
    public static void Mask(Activity span)
    {
        foreach (var address in Addresses)
        {
            span.SetTag(address, null);
        }

        foreach (var (name, value) in span.TagObjects.ToArray())
        {
            if (value is string text && PersonalData.Mask(text) is var masked && !ReferenceEquals(masked, text))
            {
                span.SetTag(name, masked);
            }
        }

        span.DisplayName = PersonalData.Mask(span.DisplayName);
        if (span.StatusDescription is { } why)
        {
            span.SetStatus(span.Status, PersonalData.Mask(why));
        }
    }
}
