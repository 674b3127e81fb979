using RefundAgent.Cli;
using RefundAgent.Cli.Evaluate;
using RefundAgent.Decisions;

namespace RefundAgent.Tests.Cli.Evaluate;

public sealed class ModelPatienceTests
{
    private static readonly AdvisorUsage Silent = new(AdvisorKind.Precedent, Fallback: "timedOut: no answer within 20 s");
    private static readonly AdvisorUsage Spoken = new(AdvisorKind.Model);

    [Fact]
    public void Silence_from_the_first_ticket_on_is_not_waited_out()
    {
        var patience = new ModelPatience(2);
        patience.See(Silent);

        var told = Assert.Throws<CommandFailedException>(() => patience.See(Silent));

        Assert.Contains("timedOut: no answer within 20 s (2)", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_has_spoken_may_fail_as_often_as_it_likes()
    {
        var patience = new ModelPatience(2);
        patience.See(Spoken);
        patience.See(Silent);
        patience.See(Silent);

        patience.Conclude();
    }

    [Fact]
    public void A_few_tickets_without_a_word_of_the_models_are_an_error_in_the_end()
    {
        var patience = new ModelPatience(20);
        patience.See(Silent);

        Assert.Throws<CommandFailedException>(patience.Conclude);
    }

    [Fact]
    public void Where_no_model_was_asked_there_is_nothing_to_wait_for()
    {
        var patience = new ModelPatience(1);
        patience.See(new AdvisorUsage(AdvisorKind.Precedent));
        patience.See(null);

        patience.Conclude();
    }
}
