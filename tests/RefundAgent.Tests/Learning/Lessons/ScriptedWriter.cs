using System.Collections.Immutable;
using RefundAgent.Learning.Induction;
using RefundAgent.Learning.Lessons;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Learning.Lessons;

/// <summary>Makes of staff's words what a test says, and remembers what it was shown.</summary>
internal sealed class ScriptedWriter(Func<LessonRequest, LessonReply> write) : ILessonWriter
{
    private readonly List<LessonRequest> asked = [];

    public LessonAuthor Author { get; } = new("scripted-1", "p1");

    public IReadOnlyList<LessonRequest> Asked => asked;

    public static LessonReply Nothing => new LessonReply.Given(LessonDraft.Nothing);

    public static LessonReply Rule(string fact, string value) =>
        new LessonReply.Given(new LessonDraft([new RuleDraft([new ConditionDraft(fact, AtomOperator.Equal, value)], "That is how such cases are ruled.")], []));

    public static LessonReply Tone(string sentence) => new LessonReply.Given(new LessonDraft([], [new ToneDraft(null, sentence)]));

    public static LessonReply Vote(string id) => new LessonReply.Given(new LessonDraft([], [new ToneDraft(id, null)]));

    public Task<LessonReply> WriteAsync(TenantId tenant, LessonRequest request, CancellationToken cancellationToken)
    {
        asked.Add(request);
        return Task.FromResult(write(request));
    }
}
