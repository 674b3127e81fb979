using System.Text.RegularExpressions;

namespace RefundAgent.Tests.Functions;

/// <summary>The Functions app is not built on every machine, so its triggers are read as text and held against the names that serve uses.</summary>
public sealed partial class TriggerTests
{
    private const string Folder = "src/RefundAgent.Functions";

    public static TheoryData<string, string, string> HttpTriggers => new()
    {
        { FunctionNames.DecideRefund, "post", Routes.Refunds },
        { FunctionNames.GetRefund, "get", Routes.Refund },
        { FunctionNames.ListRefunds, "get", Routes.Refunds },
        { FunctionNames.AcceptFeedback, "post", Routes.Feedback },
        { FunctionNames.AnswerApproval, "post", Routes.Approval },
        { FunctionNames.ListDiscrepancies, "get", Routes.Discrepancies },
        { FunctionNames.CloseDiscrepancy, "post", Routes.DiscrepancyClosing },
        { FunctionNames.ReceiveHelpdeskEvent, "post, head", Routes.Webhooks },
        { FunctionNames.ReceivePaymentEvent, "post", Routes.PaymentEvents },
        { FunctionNames.GetMode, "get", Routes.Mode },
        { FunctionNames.TurnMode, "post", Routes.Mode },
        { FunctionNames.GetContext, "get", Routes.Context },
        { FunctionNames.ListContextVersions, "get", Routes.ContextVersions },
        { FunctionNames.GetContextVersion, "get", Routes.ContextVersion },
        { FunctionNames.CompareContextVersions, "get", Routes.ContextDiff },
        { FunctionNames.RollBackContext, "post", Routes.ContextRollback },
        { FunctionNames.ResumeContext, "post", Routes.ContextResume },
        { FunctionNames.RetireItem, "post", Routes.ItemRetirement },
        { FunctionNames.PinItem, "post", Routes.ItemPin },
        { FunctionNames.DemoteSegment, "post", Routes.SegmentDemotion },
        { FunctionNames.RevokeReviewer, "post", Routes.ReviewerRevocation },
        { FunctionNames.UndoEvent, "post", Routes.EventUndoing },
        { FunctionNames.ListProposals, "get", Routes.Proposals },
        { FunctionNames.AcceptProposal, "post", Routes.ProposalAcceptance },
        { FunctionNames.RejectProposal, "post", Routes.ProposalRejection },
        { FunctionNames.ListLearnerRuns, "get", Routes.LearnerRuns },
        { FunctionNames.ListArms, "get", Routes.Arms },
        { FunctionNames.GetKpis, "get", Routes.Kpis },
        { FunctionNames.GetItem, "get", Routes.Item },
        { FunctionNames.EraseCustomer, "post", Routes.CustomerErasure },
        { FunctionNames.GetHealth, "get", Routes.Health },
        { FunctionNames.GetLiveness, "get", Routes.Liveness },
        { FunctionNames.GetReadiness, "get", Routes.Readiness },
        { FunctionNames.GetOpenApi, "get", Routes.OpenApi },
        { FunctionNames.GetConsole, "get", Routes.Console },
        { FunctionNames.GetConsoleAsset, "get", Routes.ConsoleAsset },
    };

    public static TheoryData<string, string> QueueTriggers => new()
    {
        { FunctionNames.HandleTicket, QueueNames.Tickets },
        { FunctionNames.RecordFeedback, QueueNames.Feedback },
    };

    public static TheoryData<string> Functions => [.. Repository.Constants(typeof(FunctionNames)).Values];

    [Theory]
    [MemberData(nameof(HttpTriggers))]
    public void An_http_trigger_has_the_route_and_verb_of_serve_and_leaves_keys_to_us(string function, string verbs, string route)
    {
        var trigger = HttpTrigger().Match(Source(function));

        Assert.True(trigger.Success, $"{function} has no HTTP trigger of the expected form.");
        Assert.Equal("Anonymous", trigger.Groups["level"].Value);
        Assert.Equal(verbs, trigger.Groups["verbs"].Value.Replace("\"", "", StringComparison.Ordinal));
        Assert.Equal(route, Repository.Constants(typeof(Routes))[trigger.Groups["route"].Value]);
    }

    [Theory]
    [MemberData(nameof(HttpTriggers))]
    public void What_a_route_captures_is_a_parameter_of_that_name(string function, string verbs, string route)
    {
        var source = Source(function);

        Assert.All(
            Capture().Matches(route),
            capture => Assert.True(source.Contains($"string {capture.Groups["name"].Value},", StringComparison.Ordinal), $"{verbs} {route}: {capture.Value}"));
    }

    [Theory]
    [MemberData(nameof(QueueTriggers))]
    public void A_queue_trigger_reads_the_queue_that_serve_reads(string function, string queue)
    {
        var trigger = QueueTrigger().Match(Source(function));

        Assert.True(trigger.Success, $"{function} has no queue trigger of the expected form.");
        Assert.Equal(queue, Repository.Constants(typeof(QueueNames))[trigger.Groups["queue"].Value]);
        Assert.Equal("AzureWebJobsStorage", Repository.Constants(typeof(SettingNames))[trigger.Groups["connection"].Value]);
    }

    [Fact]
    public void The_learner_runs_on_the_schedule_setting_and_not_at_every_start()
    {
        var source = Source(FunctionNames.Learn);

        Assert.Contains("[TimerTrigger(ScheduleSettings.LearningBinding)] TimerInfo", source, StringComparison.Ordinal);
        Assert.DoesNotContain("RunOnStartup", source, StringComparison.Ordinal);
        Assert.Equal("%Learning:Schedule%", ScheduleSettings.LearningBinding);
    }

    [Fact]
    public void The_reconciliation_runs_on_the_schedule_setting_and_not_at_every_start()
    {
        var source = Source(FunctionNames.Reconcile);

        Assert.Contains("[TimerTrigger(ScheduleSettings.ReconcileBinding)] TimerInfo", source, StringComparison.Ordinal);
        Assert.DoesNotContain("RunOnStartup", source, StringComparison.Ordinal);
        Assert.Equal("%Reconcile:Schedule%", ScheduleSettings.ReconcileBinding);
    }

    [Fact]
    public void Every_schedule_is_told_to_the_host_as_it_is_written()
    {
        var bindings = Directory.EnumerateFiles(Repository.At(Folder), "*.cs").SelectMany(file => Timer().Matches(File.ReadAllText(file)))
            .Select(timer => Repository.Constants(typeof(ScheduleSettings))[timer.Groups[1].Value]);

        Assert.Equal(ScheduleSettings.All.Select(setting => $"%{setting}%").Order(StringComparer.Ordinal), bindings.Order(StringComparer.Ordinal));
        Assert.Contains("AddSingleton<IFunctionMetadataTransformer, WrittenSchedules>()", Source("Program"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_function_has_a_file_and_a_class_of_its_name(string function)
    {
        var source = Source(function);

        Assert.Contains($"public sealed class {function}(", source, StringComparison.Ordinal);
        Assert.Contains($"[Function(FunctionNames.{function})]", source, StringComparison.Ordinal);
    }

    [Fact]
    public void No_function_stands_outside_the_names()
    {
        var functions = Directory.EnumerateFiles(Repository.At(Folder), "*.cs")
            .Where(file => File.ReadAllText(file).Contains("[Function(", StringComparison.Ordinal))
            .Select(Path.GetFileNameWithoutExtension);

        Assert.Equal(
            Repository.Constants(typeof(FunctionNames)).Values.Order(StringComparer.Ordinal),
            functions.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_function_is_checked_by_one_of_the_tables_here()
    {
        var checkedHere = HttpTriggers.Concat(QueueTriggers).Select(row => (string)row[0]).Append(FunctionNames.Learn).Append(FunctionNames.Reconcile);

        Assert.Equal(
            Repository.Constants(typeof(FunctionNames)).Values.Order(StringComparer.Ordinal),
            checkedHere.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_trigger_is_too_short_for_logic(string function)
    {
        Assert.InRange(File.ReadAllLines(Repository.At(Folder, $"{function}.cs")).Length, 1, 25);
    }

    /// <summary>The worker binds a CancellationToken by its parameter's name, so a query of that name would fail the call; FunctionContext it binds by type.</summary>
    [Theory]
    [MemberData(nameof(Functions))]
    public void A_caller_cannot_break_the_binding_of_cancellation(string function)
    {
        Assert.DoesNotContain("CancellationToken ", Source(function), StringComparison.Ordinal);
    }

    private static string Source(string function) => Repository.Read(Folder, $"{function}.cs");

    [GeneratedRegex("""\[HttpTrigger\(AuthorizationLevel\.(?<level>\w+), (?<verbs>"\w+"(?:, "\w+")*), Route = Routes\.(?<route>\w+)\)\] HttpRequest request\b""")]
    private static partial Regex HttpTrigger();

    [GeneratedRegex("""\[TimerTrigger\(ScheduleSettings\.(\w+)\)\]""")]
    private static partial Regex Timer();

    [GeneratedRegex("""\[QueueTrigger\(QueueNames\.(?<queue>\w+), Connection = SettingNames\.(?<connection>\w+)\)\] string message\b""")]
    private static partial Regex QueueTrigger();

    [GeneratedRegex("""\{(?<name>\w+)\}""")]
    private static partial Regex Capture();
}
