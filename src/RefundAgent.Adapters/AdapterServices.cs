using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RefundAgent.Actions;
using RefundAgent.Adapters.Faults;
using RefundAgent.Adapters.Helpdesks;
using RefundAgent.Adapters.Model;
using RefundAgent.Adapters.Model.Training;
using RefundAgent.Adapters.Payments;
using RefundAgent.Adapters.Policies;
using RefundAgent.Adapters.Privacy;
using RefundAgent.Adapters.Queues;
using RefundAgent.Adapters.Replies;
using RefundAgent.Adapters.Storage;
using RefundAgent.Adapters.Storage.Backups;
using RefundAgent.Adapters.Storage.Formats;
using RefundAgent.Context;
using RefundAgent.Controls;
using RefundAgent.Decisions;
using RefundAgent.Erasure;
using RefundAgent.Evidence;
using RefundAgent.Experiments;
using RefundAgent.Explanations;
using RefundAgent.Feedback;
using RefundAgent.Helpdesks;
using RefundAgent.Identity;
using RefundAgent.Import;
using RefundAgent.Kpis;
using RefundAgent.Learning;
using RefundAgent.Leases;
using RefundAgent.Payments;
using RefundAgent.Policies;
using RefundAgent.Proposals;
using RefundAgent.Reading;
using RefundAgent.Reconciliation;
using RefundAgent.Records;
using RefundAgent.Stores;
using RefundAgent.Training;

namespace RefundAgent.Adapters;

/// <summary>Puts the product together below its surface; both hosts call this and nothing else of this project.</summary>
public static class AdapterServices
{
    public static IServiceCollection AddRefundAgent(this IServiceCollection services, IConfiguration configuration)
    {
#pragma warning disable RS0030 // A composition root names the real clock, unless the host brought another.
        services.TryAddSingleton(TimeProvider.System);
#pragma warning restore RS0030
        services.TryAddSingleton<IIdSource, RandomIds>();
        if (configuration.GetValue<bool>(StorageSettings.InMemory))
        {
            services.AddMemoryStorage();
        }
        else
        {
            services.AddAzureStorage(configuration);
        }

        return services
            .AddMaskedLogging()
            .AddSingleton<IPolicyParser, PolicyParser>()
            .AddSingleton<IMessageReader, MessageReader>()
            .AddSingleton<PolicyImport>()
            .AddSingleton<ModeSwitch>()
            .AddSingleton<OrderImport>()
            .AddSingleton<ActiveContext>()
            .AddSingleton<EvidenceRoom>()
            .AddSingleton<Reading.Conversation>()
            .AddSingleton<MessageTurns>()
            .AddSingleton<RefundExecutor>()
            .AddSingleton<Intents>()
            .AddSingleton<RefundDesk>()
            .AddSingleton<ApprovalDesk>()
            .AddSingleton<ApprovalExpiry>()
            .AddSingleton<ReviewDesk>()
            .AddSingleton<ArmResults>()
            .AddSingleton<KpiReport>()
            .AddSingleton<TrainingCases>()
            .AddSingleton<ITrainingLines, ChatTrainingLines>()
            .AddSingleton<ForgottenRefunds>()
            .AddSingleton<RefundReports>()
            .AddSingleton<PaymentEventDesk>()
            .AddSingleton<DiscrepancyDesk>()
            .AddSingleton<DecisionMeter>()
            .AddSingleton<ReconcileMeter>()
            .AddSingleton<LearnerMeter>()
            .AddSingleton<OpenWork>()
            .AddSingleton<DayAudit>()
            .AddSingleton<TenantRounds>()
            .AddSingleton<Reconciler>()
            .AddSingleton<LearnerTick>()
            .AddSingleton<ContextInForce>()
            .AddSingleton<ItemSearch>()
            .AddSingleton<ItemHistory>()
            .AddSingleton<Explainer>()
            .AddSingleton<ContextDesk>()
            .AddSingleton<ProposalDesk>()
            .AddSingleton<CustomerErasure>()
            .AddSingleton<TicketLeases>()
            .AddSingleton<TicketBell>()
            .AddSingleton<StaffDesk>()
            .AddSingleton<TicketMoves>()
            .AddSingleton<TicketDesk>()
            .AddSingleton<HelpdeskRounds>()
            .AddSingleton<TicketWorker>()
            .AddSingleton<TicketSignalDesk>()
            .AddSingleton<FeedbackWorker>()
            .AddSingleton<PrecedentAdvisor>()
            .AddSingleton<IAdvisor>(provider => provider.GetRequiredService<PrecedentAdvisor>())
            .AddPayments(configuration)
            .AddReplies(configuration)
            .AddHelpdesks(configuration)
            .AddFaultsOptions(configuration)
            .AddModel(configuration);
    }

    /// <summary>
    /// For a host on a laptop, after <see cref="AddRefundAgent"/>: lets <c>Faults:KillAt</c> end the process at a named step. Every other host
    /// refuses to start with that setting.
    /// </summary>
    public static IServiceCollection AllowKills(this IServiceCollection services, IConfiguration configuration) => services.AddKillSwitch(configuration);

    /// <summary>Who moves the money, in words for an operator.</summary>
    public static string DescribePayments(this IServiceProvider services) => services.GetRequiredService<PaymentsOptions>() switch
    {
        { IsStripe: false } => "sandbox (no real money moves)",
        { Stripe.IsLive: true } => "Stripe with a live key: real money moves",
        _ => "Stripe with a test key (no real money moves)",
    };

    /// <summary>Whose books tell what was refunded, as it stands in a sentence: "stripe (live)".</summary>
    /// <exception cref="OptionsValidationException">
    /// Nobody said who moves the money, and storage is not a laptop's: the books of the sandbox, which is what an empty setting means, would
    /// tell of no refund that the agent made.
    /// </exception>
    public static string NameOfBooks(this IServiceProvider services)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        if (string.IsNullOrEmpty(configuration[SettingNames.PaymentsProvider]) && !StorageConnection.IsALaptops(configuration))
        {
            throw new OptionsValidationException(
                PaymentsOptions.Section,
                typeof(PaymentsOptions),
                [
                    $"{SettingNames.PaymentsProvider} must be set to what the agent itself has, so that the right books are read: "
                    + "export Payments__Provider=stripe Payments__Stripe__ApiKey=… (of the app's own vault), or Payments__Provider=sandbox where no real money moves.",
                ]);
        }

        return services.GetRequiredService<PaymentsOptions>() switch
        {
            { IsStripe: false } => PaymentProviders.Sandbox,
            { Stripe.IsLive: true } => $"{PaymentProviders.Stripe} (live)",
            _ => $"{PaymentProviders.Stripe} (test)",
        };
    }

    /// <summary>Which store this is, as anybody may see it: account and host, never a key or a signature.</summary>
    public static string NameOfStore(this IServiceProvider services)
    {
        var tables = services.GetRequiredService<AzureClients>().Tables;
        return $"{tables.AccountName} ({tables.Uri.Authority})";
    }

    /// <summary>Creates what is missing of tables, queues and containers, and finds out whether this build may work on them.</summary>
    /// <exception cref="StorageFormatException">It may not; the message says which build may.</exception>
    public static async Task PrepareStorageAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<IStorageSetup>().EnsureCreatedAsync(cancellationToken);
        await services.CheckStorageAsync(cancellationToken);
    }

    /// <summary>The same where everything is known to be there.</summary>
    /// <inheritdoc cref="PrepareStorageAsync"/>
    public static async Task CheckStorageAsync(this IServiceProvider services, CancellationToken cancellationToken) =>
        await services.GetRequiredService<FormatInForce>().GetAsync(cancellationToken);

    /// <summary>
    /// The same for a deployment, which has everything from its template: one read is all that its cold start waits for. A laptop's Azurite
    /// is prepared.
    /// </summary>
    /// <inheritdoc cref="PrepareStorageAsync"/>
    public static async Task OpenStorageAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        if (StorageConnection.From(services.GetRequiredService<IConfiguration>()).IsDevelopment)
        {
            await services.PrepareStorageAsync(cancellationToken);
        }
        else
        {
            await services.CheckStorageAsync(cancellationToken);
        }
    }

    /// <summary>Proves a backup byte by byte, without a store.</summary>
    /// <exception cref="BackupException">Something is missing or damaged; the message names the file.</exception>
    public static Task<BackupManifest> CheckBackupAsync(string folder, IProgress<BackupProgress> progress, CancellationToken cancellationToken) =>
        BackupCheck.RunAsync(folder, progress, cancellationToken);

    /// <summary>Tells, once a host has stopped, whether it had to.</summary>
    /// <exception cref="StorageFormatException">The store is not for this build any more.</exception>
    public static void ThrowIfStorageRefused(this IServiceProvider services)
    {
        if (services.GetRequiredService<FormatInForce>().Refusal is { } why)
        {
            throw new StorageFormatException(why);
        }
    }
}
