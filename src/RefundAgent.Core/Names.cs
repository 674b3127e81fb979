namespace RefundAgent;

/// <summary>Names of the functions: operators read them in portals, logs and alerts, so both hosts use the same ones.</summary>
public static class FunctionNames
{
    public const string DecideRefund = "DecideRefund";
    public const string GetRefund = "GetRefund";
    public const string ListRefunds = "ListRefunds";
    public const string AcceptFeedback = "AcceptFeedback";
    public const string AnswerApproval = "AnswerApproval";
    public const string ReceiveHelpdeskEvent = "ReceiveHelpdeskEvent";
    public const string ReceivePaymentEvent = "ReceivePaymentEvent";
    public const string ListDiscrepancies = "ListDiscrepancies";
    public const string CloseDiscrepancy = "CloseDiscrepancy";
    public const string GetMode = "GetMode";
    public const string TurnMode = "TurnMode";
    public const string GetContext = "GetContext";
    public const string ListContextVersions = "ListContextVersions";
    public const string GetContextVersion = "GetContextVersion";
    public const string CompareContextVersions = "CompareContextVersions";
    public const string RollBackContext = "RollBackContext";
    public const string ResumeContext = "ResumeContext";
    public const string GetItem = "GetItem";
    public const string RetireItem = "RetireItem";
    public const string PinItem = "PinItem";
    public const string DemoteSegment = "DemoteSegment";
    public const string ListProposals = "ListProposals";
    public const string AcceptProposal = "AcceptProposal";
    public const string RejectProposal = "RejectProposal";
    public const string RevokeReviewer = "RevokeReviewer";
    public const string UndoEvent = "UndoEvent";
    public const string EraseCustomer = "EraseCustomer";
    public const string ListLearnerRuns = "ListLearnerRuns";
    public const string ListArms = "ListArms";
    public const string GetKpis = "GetKpis";
    public const string GetHealth = "GetHealth";
    public const string GetLiveness = "GetLiveness";
    public const string GetReadiness = "GetReadiness";
    public const string GetOpenApi = "GetOpenApi";
    public const string GetConsole = "GetConsole";
    public const string GetConsoleAsset = "GetConsoleAsset";
    public const string HandleTicket = "HandleTicket";
    public const string RecordFeedback = "RecordFeedback";
    public const string Learn = "Learn";
    public const string Reconcile = "Reconcile";
}

/// <summary>Paths of the HTTP surface, whole and without a leading slash: neither host adds a prefix of its own.</summary>
public static class Routes
{
    public const string Refunds = "api/refunds";
    public const string Refund = "api/refunds/{id}";
    public const string Feedback = "api/refunds/{id}/feedback";
    public const string Approval = "api/refunds/{id}/approval";
    public const string Discrepancies = "api/discrepancies";
    public const string DiscrepancyClosing = "api/discrepancies/{id}/close";
    public const string Webhooks = "api/webhooks/{helpdesk}";
    public const string PaymentEvents = "api/webhooks/stripe";
    public const string Mode = "api/mode";
    public const string Context = "api/context";
    public const string ContextVersions = "api/context/versions";
    public const string ContextVersion = "api/context/versions/{version}";
    public const string ContextDiff = "api/context/diff";
    public const string ContextRollback = "api/context/rollback";
    public const string ContextResume = "api/context/resume";
    public const string Item = "api/context/items/{id}";
    public const string ItemRetirement = "api/context/items/{id}/retire";
    public const string ItemPin = "api/context/items/{id}/pin";

    /// <summary>The segment stands in the body: its name is made of facts and may hold any character.</summary>
    public const string SegmentDemotion = "api/context/segments/demote";

    public const string Proposals = "api/proposals";
    public const string ProposalAcceptance = "api/proposals/{id}/accept";
    public const string ProposalRejection = "api/proposals/{id}/reject";
    public const string ReviewerRevocation = "api/reviewers/{id}/revoke";
    public const string CustomerErasure = "api/customers/{id}/erase";
    public const string EventUndoing = "api/learning/events/{id}/undo";
    public const string LearnerRuns = "api/learning/runs";
    public const string Arms = "api/learning/arms";
    public const string Kpis = "api/kpis";
    public const string Health = "api/health";
    public const string Liveness = "api/health/live";
    public const string Readiness = "api/health/ready";
    public const string OpenApi = "api/openapi.json";
    public const string Console = "console";
    public const string ConsoleAsset = "console/{asset}";
}

/// <summary>Storage queues: infra creates exactly these, so that a deployment is complete before its first message.</summary>
public static class QueueNames
{
    public const string Tickets = "tickets";
    public const string Feedback = "feedback";
    public const string TicketsPoison = Tickets + PoisonSuffix;
    public const string FeedbackPoison = Feedback + PoisonSuffix;

    private const string PoisonSuffix = "-poison";

    public static IReadOnlyList<string> All { get; } = [Tickets, TicketsPoison, Feedback, FeedbackPoison];

    /// <summary>Where the Functions host puts a message of <paramref name="queue"/> that failed too often; the suffix is the host's own.</summary>
    public static string Poison(string queue) => queue + PoisonSuffix;
}

/// <summary>Storage tables: infra creates exactly these, so that a deployed process never races to create them.</summary>
public static class TableNames
{
    public const string Decisions = "Decisions";
    public const string DecisionsByTicket = "DecisionsByTicket";
    public const string RefundLedger = "RefundLedger";
    public const string FeedbackInbox = "FeedbackInbox";
    public const string FeedbackLedger = "FeedbackLedger";
    public const string ContextVersions = "ContextVersions";
    public const string ContextItems = "ContextItems";
    public const string ContextPointer = "ContextPointer";
    public const string LearnerRuns = "LearnerRuns";
    public const string LearnerCheckpoints = "LearnerCheckpoints";
    public const string Leases = "Leases";
    public const string Orders = "Orders";
    public const string Policies = "Policies";
    public const string SandboxPayments = "SandboxPayments";
    public const string Spend = "Spend";
    public const string Discrepancies = "Discrepancies";
    public const string ProviderEvents = "ProviderEvents";
    public const string ControlLog = "ControlLog";
    public const string ModelSpend = "ModelSpend";
    public const string HelpdeskTickets = "HelpdeskTickets";

    /// <summary>What is true of the whole store: the format that is written, and how far a migration has come.</summary>
    public const string StorageState = "StorageState";

    public static IReadOnlyList<string> All { get; } =
    [
        Decisions, DecisionsByTicket, RefundLedger, FeedbackInbox, FeedbackLedger, ContextVersions, ContextItems,
        ContextPointer, LearnerRuns, Leases, Orders, Policies, SandboxPayments, Spend, Discrepancies, ProviderEvents,
        ControlLog, LearnerCheckpoints, ModelSpend, HelpdeskTickets, StorageState,
    ];
}

/// <summary>What telemetry listens to: sources of spans and meters alike, with <c>*</c> for any ending.</summary>
public static class TelemetryNames
{
    /// <summary>Ours, each area by its own name.</summary>
    public const string Ours = "RefundAgent.*";

    /// <summary>Requests to the model and calls of its tools.</summary>
    public const string SemanticKernel = "Microsoft.SemanticKernel*";

    public static IReadOnlyList<string> All { get; } = [Ours, SemanticKernel];
}

/// <summary>Blob containers: <see cref="AppPackage"/> belongs to the deployment, <see cref="Payloads"/> to the code.</summary>
public static class ContainerNames
{
    public const string AppPackage = "app-package";
    public const string Payloads = "payloads";

    public static IReadOnlyList<string> All { get; } = [AppPackage, Payloads];
}

/// <summary>When the learner and the reconciliation run: six-field cron, seconds first, as the Functions host reads it.</summary>
public static class ScheduleSettings
{
    public const string Learning = "Learning:Schedule";
    public const string LearningDefault = "0 */15 * * * *";

    /// <summary>The setting as a trigger's binding expression; a trigger cannot have a default, so every deployment must set it.</summary>
    public const string LearningBinding = "%" + Learning + "%";

    public const string Reconcile = "Reconcile:Schedule";
    public const string ReconcileDefault = "0 */5 * * * *";

    /// <inheritdoc cref="LearningBinding"/>
    public const string ReconcileBinding = "%" + Reconcile + "%";

    public static IReadOnlyList<string> All { get; } = [Learning, Reconcile];
}

/// <summary>Configuration keys that the code reads, in the form of <c>IConfiguration</c>; as environment variables <c>:</c> becomes <c>__</c>.</summary>
public static class SettingNames
{
    /// <summary>A connection string, or the prefix of an identity-based connection (<c>…:queueServiceUri</c>, <c>…:credential</c>).</summary>
    public const string Storage = "AzureWebJobsStorage";

    public const string LearningSchedule = ScheduleSettings.Learning;
    public const string ReconcileSchedule = ScheduleSettings.Reconcile;

    /// <summary>A list; each entry has <c>Name</c> and <c>Sha256</c>, and the lists <c>Roles</c> and <c>Tenants</c>.</summary>
    public const string AuthKeys = "Auth:Keys";

    public const string AuthEasyAuth = "Auth:EasyAuth";
    public const string WebhooksStandardSecret = "Webhooks:Standard:Secret";
    public const string WebhooksStandardTenant = "Webhooks:Standard:Tenant";
    public const string WebhooksStandardCustomersAuthenticated = "Webhooks:Standard:CustomersAuthenticated";

    /// <summary>One secret, or several with commas between them.</summary>
    public const string WebhooksStripeSecret = "Webhooks:Stripe:Secret";

    public const string WebhooksStripeTenant = "Webhooks:Stripe:Tenant";
    /// <summary>One connection below each name that the operator chooses; what it has is the adapter's.</summary>
    public const string Helpdesks = "Helpdesks";

    public const string ModelEndpoint = "Model:Endpoint";
    public const string ModelDeployment = "Model:Deployment";

    /// <summary>Absent on Azure: the managed identity signs in instead.</summary>
    public const string ModelApiKey = "Model:ApiKey";

    public const string ModelReasoningEffort = "Model:ReasoningEffort";
    public const string ModelMaxOutputTokens = "Model:MaxOutputTokens";
    public const string ModelMaxTokensPerDay = "Model:MaxTokensPerDay";
    public const string ModelLearning = "Model:Learning";

    public const string PaymentsProvider = "Payments:Provider";

    /// <summary>On Azure a reference into the vault.</summary>
    public const string PaymentsStripeApiKey = "Payments:Stripe:ApiKey";
    public const string RepliesLanguage = "Replies:Language";

    /// <summary>A folder of <c>LANG.json</c> and <c>TENANT/LANG.json</c>.</summary>
    public const string RepliesDirectory = "Replies:Directory";

    public const string DecisionsTimeLimit = "Decisions:TimeLimit";
}
