using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RefundAgent.Adapters;
using RefundAgent.Cli.Samples;
using RefundAgent.Policies;

namespace RefundAgent.Cli.Replay;

/// <summary>The policy of a replay: a file, or a sample by its name; what is wrong with it is said as for an import.</summary>
internal static class PolicyFile
{
    /// <exception cref="CommandFailedException">There is none, or it is not valid.</exception>
    public static async Task<RefundPolicy> ReadAsync(string nameOrFile, CancellationToken cancellationToken)
    {
        var path = SampleFiles.Policy(nameOrFile);
        if (!File.Exists(path))
        {
            throw new CommandFailedException($"There is no policy '{nameOrFile}': name a file or one of {string.Join(", ", SampleFiles.Names)}.");
        }

        // Only the parser is asked for: a replay touches no storage.
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection([new(SettingNames.Storage, "UseDevelopmentStorage=true")])
            .Build();
        await using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(settings)
            .AddLogging()
            .AddRefundAgent(settings)
            .BuildServiceProvider();
        try
        {
            return services.GetRequiredService<IPolicyParser>().Parse(await File.ReadAllTextAsync(path, cancellationToken));
        }
        catch (InvalidPolicyException invalid)
        {
            throw new CommandFailedException(
                $"{path} is no valid policy:{Environment.NewLine}{string.Join(Environment.NewLine, invalid.Faults.Select(fault => $"{fault.Path}: {fault.Message}"))}",
                invalid);
        }
    }
}
