using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using RefundAgent.Context;
using RefundAgent.Feedback;
using RefundAgent.Leases;
using RefundAgent.Privacy;
using RefundAgent.Records;
using RefundAgent.Replies;
using RefundAgent.Tickets;

namespace RefundAgent.Learning.Lessons;

/// <summary>
/// Asks a model about what staff wrote and appends each answer to the ledger, where the next run folds it. One question is about the words of
/// one person on one case, so that whose lesson it is was settled before the model was asked, and nothing that the model says can change it.
/// </summary>
public sealed class LessonRound(
    ILessonWriter writer, IFeedbackLedger ledger, IDecisionRecords records, ReplyBook replies, TimeProvider time, ILogger<LessonRound> logger)
{
    /// <summary>Questions in one run; the rest waits for the next.</summary>
    public const int Most = 10;

    /// <summary>Tone notes that are shown with a question.</summary>
    private const int ShownNotes = 24;

    /// <summary>Characters of what one person wrote that a model is shown.</summary>
    private const int LongestWords = 2000;

    private const string Unusable = "the answer says what it was not shown";

    /// <param name="tenant">Whose staff.</param>
    /// <param name="learner">With everything in the ledger.</param>
    /// <param name="head">As it was just made: the words that are shown to people.</param>
    /// <param name="lease">The learner's.</param>
    /// <param name="cancellationToken">Ends the round between two steps; what was appended stays.</param>
    internal async Task AskAsync(TenantId tenant, Learner learner, LearnedContext head, HeldLease lease, CancellationToken cancellationToken)
    {
        var own = OwnWords.Of(head);
        ImmutableArray<ShownTone> known = [.. learner.Tone.Known.Take(ShownNotes)];
        foreach (var words in learner.Words.Due(time.GetUtcNow()).Take(Most))
        {
            await lease.RenewAsync(cancellationToken);
            if (await ledger.FindAsync(tenant, words.Of, cancellationToken) is not { } entry)
            {
                continue;
            }

            var lesson = await LessonOfAsync(tenant, entry, own, known, cancellationToken);
            await lease.RenewAsync(cancellationToken);
            await ledger.AppendAsync(tenant, [EventOf(entry.Event, lesson, words.Attempts + 1)], cancellationToken);
            if (lesson.Unavailable)
            {
                return;
            }
        }
    }

    private async Task<Lesson> LessonOfAsync(
        TenantId tenant, LedgerEntry entry, ImmutableArray<string> own, ImmutableArray<ShownTone> known, CancellationToken cancellationToken)
    {
        var lesson = new Lesson { Of = entry.Event.Id, Author = writer.Author };
        if (RequestOf(entry, await records.FindAsync(tenant, entry.Event.Decision, cancellationToken), own) is not { SaysNothing: false } asked)
        {
            return lesson;
        }

        var request = asked with { Known = known };
        switch (await writer.WriteAsync(tenant, request, cancellationToken))
        {
            case LessonReply.Failed failed:
                LessonLog.Failed(logger, tenant.Value, failed.Why);
                return lesson with { Failure = failed.Why, Unavailable = failed.Unavailable };
            case LessonReply.Given given when new LessonCheck(request).Check(given.Draft) is { Faults.IsEmpty: true } found:
                LessonLog.Taught(logger, tenant.Value, found.Rules.Length, found.Tone.Length);
                return lesson with { Rules = found.Rules, Tone = found.Tone };
            default:
                LessonLog.Failed(logger, tenant.Value, Unusable);
                return lesson with { Failure = Unusable };
        }
    }

    /// <summary>Null where the case is gone: there is nothing to hold an answer against.</summary>
    private LessonRequest? RequestOf(LedgerEntry entry, DecisionRecord? record, ImmutableArray<string> own)
    {
        var said = entry.Event;
        if (record?.Papers is null || LabelledCases.Of(record, said.Claim ?? record.Claims[0].Id) is not { } about)
        {
            return null;
        }

        var sent = ReplyWriter.Write(record, replies);
        var whose = KnownData.Of(record.Papers.Ticket, []);
        var others = own.AddRange(OwnWords.SentencesOf(record.Papers.Ticket.Text));
        var edited = said.Kind == FeedbackKind.ReplyEdit && OwnWords.InOneLine(said.EditedReply ?? "") != OwnWords.InOneLine(sent)
            ? Shown(OwnWords.Without(said.EditedReply, others), whose)
            : null;
        var verdict = SignalTrust.WhyNotALabel(said) is null && !about.IsDecidedByPolicy ? Verdict.Of(entry, about) : null;
        return LessonRequest.About(about, verdict?.LabelFor(about)) with
        {
            Note = Shown(OwnWords.Without($"{said.Reason} {said.Note}", others.Add(sent)), whose),
            EditedReply = edited,
            SentReply = edited is null ? null : Shown(sent, whose),
        };
    }

    /// <summary>For the same speaker, on the same case: who is revoked and what is erased takes it along.</summary>
    private FeedbackEvent EventOf(FeedbackEvent words, Lesson lesson, int attempt) => new()
    {
        Id = Lesson.EventIdFor(words.Key, attempt),
        Tenant = words.Tenant,
        Decision = words.Decision,
        Claim = words.Claim,
        Kind = FeedbackKind.Lesson,
        By = words.By,
        Roles = words.Roles,
        Lesson = lesson,
        At = time.GetUtcNow(),
    };

    /// <summary>Staff name customers and write their numbers down; none of it could be learned.</summary>
    private static string Shown(string text, KnownData whose) =>
        PersonalData.Mask(text.Length > LongestWords ? text[..LongestWords] : text, whose);
}
