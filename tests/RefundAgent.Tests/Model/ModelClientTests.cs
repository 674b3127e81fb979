using System.ClientModel.Primitives;
using System.Net;
using System.Net.Http.Headers;
using Azure.Core;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using RefundAgent.Adapters.Model;

namespace RefundAgent.Tests.Model;

public sealed class ModelClientTests
{
    [Theory]
    [InlineData("https://name.openai.azure.com/openai/v1/")]
    [InlineData("https://name.openai.azure.com/openai/v1")]
    public async Task Without_a_key_the_identitys_token_for_azures_models_is_sent(string endpoint)
    {
        using var network = new Recorder();
        using var client = new HttpClient(network);
        var credential = new FixedCredential();
        var chat = ModelClient.Open(
            new ModelOptions { Endpoint = endpoint, Deployment = "d" }, credential, new HttpClientPipelineTransport(client));

        await Assert.ThrowsAsync<HttpOperationException>(() => chat.GetChatMessageContentAsync("hello"));

        Assert.Equal("https://name.openai.azure.com/openai/v1/chat/completions", network.Address);
        Assert.Equal("Bearer token-1", network.Authorization?.ToString());
        Assert.Equal([ModelClient.AzureScope], credential.Scopes);
        Assert.Equal(1, network.Requests);
    }

    private sealed class Recorder : HttpMessageHandler
    {
        public string? Address { get; private set; }

        public AuthenticationHeaderValue? Authorization { get; private set; }

        public int Requests { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            Address = request.RequestUri!.AbsoluteUri;
            Authorization = request.Headers.Authorization;
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.ServiceUnavailable));
        }
    }

    private sealed class FixedCredential : TokenCredential
    {
        public IReadOnlyList<string> Scopes { get; private set; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes = requestContext.Scopes;
            return new AccessToken("token-1", DateTimeOffset.MaxValue);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
