using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace RefundAgent.EndToEndTests.Serving;

/// <summary>A caller of the HTTP surface with one key; does what the contract tells callers to do, such as coming back after Retry-After.</summary>
internal sealed class AgentClient : IDisposable
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    private readonly HttpClient http;

    public AgentClient(Uri address, string? key)
    {
        http = new HttpClient { BaseAddress = address, Timeout = RunningCommand.Deadline };
        if (key is not null)
        {
            http.DefaultRequestHeaders.Add("X-Api-Key", key);
        }
    }

    public async Task<Decision> DecideAsync(object request) =>
        await ReadAsync<Decision>(await SendPatientlyAsync("api/refunds", request), HttpStatusCode.OK);

    /// <returns>The event's id.</returns>
    public async Task<string> GiveFeedbackAsync(string decision, object feedback) => (await ReadAsync<AcceptedFeedback>(
        await SendPatientlyAsync($"api/refunds/{decision}/feedback", feedback), HttpStatusCode.Accepted)).EventId;

    public async Task<DecisionRecord> RecordAsync(string decision) =>
        await ReadAsync<DecisionRecord>(await http.GetAsync($"api/refunds/{decision}"), HttpStatusCode.OK);

    public async Task<ContextAnswer> ContextAsync() =>
        await ReadAsync<ContextAnswer>(await http.GetAsync("api/context"), HttpStatusCode.OK);

    /// <summary>Every decision there is, page by page.</summary>
    public async Task<IReadOnlyList<Decision>> AllAsync()
    {
        var all = new List<Decision>();
        for (var path = "api/refunds?size=200"; path is not null;)
        {
            var page = await ReadAsync<DecisionPage>(await http.GetAsync(path), HttpStatusCode.OK);
            all.AddRange(page.Refunds);
            path = page.Cursor is null ? null : $"api/refunds?size=200&cursor={Uri.EscapeDataString(page.Cursor)}";
        }

        return all;
    }

    /// <summary>The whole records of every decision on the tickets whose names begin so.</summary>
    public async Task<IReadOnlyList<DecisionRecord>> RecordsAsync(string tickets) => await Task.WhenAll(
        (await AllAsync()).Where(decision => decision.TicketId.StartsWith(tickets, StringComparison.Ordinal)).Select(decision => RecordAsync(decision.DecisionId)));

    public Task<HttpResponseMessage> PostAsync(string path, object body) => http.PostAsJsonAsync(path, body, Format);

    public Task<HttpResponseMessage> GetAsync(string path) => http.GetAsync(path);

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => http.SendAsync(request);

    public void Dispose() => http.Dispose();

    private async Task<HttpResponseMessage> SendPatientlyAsync(string path, object body)
    {
        while (true)
        {
            var response = await PostAsync(path, body);
            if (response.StatusCode is not (HttpStatusCode.Conflict or HttpStatusCode.ServiceUnavailable)
                || response.Headers.RetryAfter?.Delta is not { } delay)
            {
                return response;
            }

            using var pause = new PeriodicTimer(delay);
            await pause.WaitForNextTickAsync();
        }
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, HttpStatusCode expected)
    {
        using var _ = response;
        var text = await response.Content.ReadAsStringAsync();
        return response.StatusCode == expected
            ? JsonSerializer.Deserialize<T>(text, Format)!
            : throw new HttpRequestException($"{(int)response.StatusCode}: {text}", null, response.StatusCode);
    }
}
