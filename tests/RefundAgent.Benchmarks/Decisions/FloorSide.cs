using System.Text.Json;
using RefundAgent.Benchmarks.World;
using RefundAgent.Records;
using RefundAgent.Tickets;

namespace RefundAgent.Benchmarks.Decisions;

/// <summary>The floor: knows the real rows of each kind, and writes and reads copies of them as fast as storage lets it.</summary>
internal sealed class FloorSide
{
    private readonly FloorTables tables;
    private readonly Dictionary<CaseKind, FloorRows> rows = [];

    private FloorSide(FloorTables tables) => this.tables = tables;

    /// <summary>Has `serve` decide one case of each kind, and copies what it wrote.</summary>
    public static async Task<FloorSide> LearnAsync(Product product, ServeProcess serve, FloorTables tables, CancellationToken cancellationToken)
    {
        var side = new FloorSide(tables);
        foreach (var kind in Enum.GetValues<CaseKind>())
        {
            var example = new BenchCase(kind, BenchCase.FirstNumber + (int)kind);
            await product.ImportOrdersAsync(TenantId.From("default"), [example.OrderLine], cancellationToken);
            using var answer = JsonDocument.Parse(await serve.DecideAsync(example.Body, cancellationToken));
            var decision = DecisionId.From(answer.RootElement.GetProperty("decisionId").GetString()!);
            side.rows[kind] = await FloorRows.CopyAsync(tables.Clients.Tables, example, decision, cancellationToken);
            await side.CheckAsync(new BenchCase(kind, BenchCase.FirstNumber + 100 + (int)kind), cancellationToken);
        }

        return side;
    }

    public string Describe(CaseMix mix) => string.Join(
        ", ", mix.Kinds.Distinct().Select(kind => FormattableString.Invariant($"a {kind.ToString().ToLowerInvariant()} stores {rows[kind].StoredBytes} bytes")));

    /// <summary>The orders that the floor will read.</summary>
    public Task PrepareAsync(IReadOnlyList<BenchCase> cases, CancellationToken cancellationToken) => Lanes.RunAsync(
        cases,
        async (subject, cancelled) =>
        {
            var mine = rows[subject.Kind];
            await tables.Orders.UpsertEntityAsync(mine.Of(mine.Order, subject), cancellationToken: cancelled);
            await tables.Orders.UpsertEntityAsync(mine.Of(mine.Payment, subject), cancellationToken: cancelled);
            if (subject == cases[0])
            {
                await tables.Pointers.UpsertEntityAsync(mine.Of(mine.Pointer, subject), cancellationToken: cancelled);
            }
        },
        cancellationToken);

    public Task<Round> RunAsync(IReadOnlyList<BenchCase> cases, CancellationToken cancellationToken) =>
        Lanes.RunAsync(cases, (subject, cancelled) => new FloorDecision(tables, rows[subject.Kind], subject).RunAsync(cancelled), cancellationToken);

    /// <exception cref="InvalidOperationException">The floor does not call what its own list says.</exception>
    private async Task CheckAsync(BenchCase subject, CancellationToken cancellationToken)
    {
        await PrepareAsync([subject], cancellationToken);
        using var tally = tables.Meter.Measure();
        await new FloorDecision(tables, rows[subject.Kind], subject).RunAsync(cancellationToken);
        var listed = FloorCalls.Of(subject.MovesMoney).Sum(step => step.Length);
        if (tally.Calls != listed)
        {
            throw new InvalidOperationException($"The floor made {tally.Calls} calls and its list has {listed}.");
        }
    }
}
