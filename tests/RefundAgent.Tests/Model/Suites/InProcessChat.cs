using System.ClientModel.Primitives;
using System.Net;
using System.Text;
using System.Text.Json;
using Azure.Identity;
using Microsoft.SemanticKernel.ChatCompletion;
using RefundAgent.Adapters.Model;

namespace RefundAgent.Tests.Model.Suites;

/// <summary>The real connector with a part played in this process in place of the network, for suites of thousands of messages.</summary>
internal sealed class InProcessChat(Func<ScriptedRequest, ScriptedReply> part) : HttpMessageHandler
{
    public static IChatCompletionService Open(ModelOptions options, Func<ScriptedRequest, ScriptedReply> part) =>
        ModelClient.Open(options, new DefaultAzureCredential(), new HttpClientPipelineTransport(new HttpClient(new InProcessChat(part))));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var body = JsonDocument.Parse(await request.Content!.ReadAsStringAsync(cancellationToken));
        return part(new ScriptedRequest(body.RootElement.Clone(), "")) is ScriptedReply.Body said
            ? new HttpResponseMessage((HttpStatusCode)said.Status) { Content = new StringContent(said.Content, Encoding.UTF8, "application/json") }
            : throw new HttpRequestException("scripted");
    }
}
