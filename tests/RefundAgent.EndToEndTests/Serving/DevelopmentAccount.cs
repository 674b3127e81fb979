using System.Net;
using System.Net.Sockets;
using RefundAgent.Tests.Storage;

namespace RefundAgent.EndToEndTests.Serving;

/// <summary>The development account on ports that nothing listens on, so that `serve` starts its own Azurite there.</summary>
internal sealed class DevelopmentAccount
{
    private readonly int[] ports = FreePorts.Take(3);

    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={AzuriteFixture.AccountName};AccountKey={AzuriteFixture.AccountKey};"
        + $"BlobEndpoint={Endpoint(0)};QueueEndpoint={Endpoint(1)};TableEndpoint={Endpoint(2)};";

    /// <summary>Whether anything listens on any of its ports.</summary>
    public async Task<bool> ListensAsync()
    {
        foreach (var port in ports)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, port);
                return true;
            }
            catch (SocketException)
            {
                // Not this one.
            }
        }

        return false;
    }

    private string Endpoint(int service) => $"http://127.0.0.1:{ports[service]}/{AzuriteFixture.AccountName}";
}
