using RefundAgent.Actions;
using RefundAgent.Adapters.Policies;
using RefundAgent.Context;
using RefundAgent.Controls;
using RefundAgent.Evidence;
using RefundAgent.Explanations;
using RefundAgent.Feedback;
using RefundAgent.Learning;
using RefundAgent.Policies;
using RefundAgent.Records;
using RefundAgent.Tests.Controls;
using RefundAgent.Tests.Learning;
using RefundAgent.Tests.Storage;
using static RefundAgent.Tests.Learning.LearningCases;

namespace RefundAgent.Tests.Explanations;

public sealed class ExplainerTests
{
    private static readonly Wording Wording = new("Those who fly in business are paid.", "scripted-1");

    [Fact]
    public async Task A_models_sentence_stands_beside_our_own_words_and_not_in_them()
    {
        var world = await LearnerWorld.WithPolicyAsync();
        var guideline = LearnedSamples.Guideline("business") with { Wording = Wording };
        var contexts = world.Contexts;
        await contexts.SaveAsync(Tenant, LearnedSamples.Head(guideline) with { Version = new ContextVersion(1) }, default);
        var record = await CitingAsync(world, guideline.Id);

        var explanation = await new Explainer(
            world.Port<IDecisionRecords>(),
            contexts,
            world.Port<IPolicyStore>(),
            new PolicyParser(),
            new EvidenceRoom(world.Port<IOrderBook>(), world.Port<IRefundLedger>()),
            HistoryOf(world)).ExplainAsync(Tenant, record.Id, default);

        var item = Assert.Single(Assert.Single(explanation!.Claims).Items);
        Assert.Equal(Wording, item.Wording);
        Assert.Equal(ItemWords.Of(guideline), item.Words);
        Assert.DoesNotContain(Wording.Text, item.Words, StringComparison.Ordinal);
    }

    /// <summary>Of an erased customer: what is explained is what is on record.</summary>
    private static async Task<DecisionRecord> CitingAsync(LearnerWorld world, LearnedItemId cited)
    {
        var sample = Samples.Record(Ticket(1));
        var record = sample with
        {
            Context = new ContextVersion(1),
            Policy = (await world.Contexts.ReadPointerAsync(Tenant, default)).Policy!.Value,
            Claims = [sample.Claims[0] with { Proposal = sample.Claims[0].Proposal with { Items = [cited] } }],
            Papers = null,
        };
        await world.Port<IDecisionRecords>().AddAsync(record, default);
        return record;
    }

    private static ItemHistory HistoryOf(LearnerWorld world) => new(
        new ItemSearch(world.Contexts), world.Contexts, world.Port<ILearnerCheckpoints>(), world.Port<IFeedbackLedger>(), world.Port<IControlLog>());
}
