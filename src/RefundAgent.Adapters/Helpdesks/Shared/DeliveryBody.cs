using System.Text.Json;
using RefundAgent.Helpdesks;

namespace RefundAgent.Adapters.Helpdesks.Shared;

/// <summary>Opens a delivery's body for a reader, so that whatever is wrong with it, or missing from it, is a reading as well and no exception.</summary>
internal static class DeliveryBody
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64 };

    /// <param name="delivery">With a body.</param>
    /// <param name="read">What the root object says; where it asks for something that is not there (<see cref="ApiJson.RequiredText"/>), the body is unreadable.</param>
    public static DeliveryReading Read(HelpdeskDelivery delivery, Func<ApiJson, DeliveryReading> read)
    {
        try
        {
            using var document = JsonDocument.Parse(delivery.Body ?? "", Strict);
            var root = document.RootElement;
            return root.ValueKind != JsonValueKind.Object ? new DeliveryReading.Unreadable("The body is JSON, but no object.")
                : DuplicateKeys.PathsIn(root).FirstOrDefault() is { } twice ? new DeliveryReading.Unreadable($"{twice} stands twice.")
                : read(new ApiJson("the delivery", root));
        }
        catch (JsonException)
        {
            return new DeliveryReading.Unreadable("The body is not JSON.");
        }
        catch (InvalidOperationException)
        {
            return new DeliveryReading.Unreadable("The body holds half of a surrogate pair, which is no text.");
        }
        catch (HelpdeskException missing)
        {
            return new DeliveryReading.Unreadable(missing.Message);
        }
    }
}
