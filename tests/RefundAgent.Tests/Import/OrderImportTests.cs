using System.Collections.Concurrent;
using System.Collections.Immutable;
using RefundAgent.Evidence;
using RefundAgent.Import;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Import;

public sealed class OrderImportTests
{
    private static readonly TenantId Tenant = TenantId.From("shop");

    [Fact]
    public async Task Good_lines_are_imported_and_bad_ones_are_named_by_their_number()
    {
        var book = new Book();

        var report = await ImportAsync(book, $"\uFEFF{Line(1)}\r\n\r\n{{}}\n{Line(2)}\nnonsense");

        Assert.Equal((5, 2, 2), (report.Lines, report.Imported, report.FaultyLines));
        Assert.Equal(["#1", "#2"], book.Orders.Keys.Select(order => order.Value).Order(StringComparer.Ordinal));
        Assert.Equal([3L, 5L], report.Faults.Select(fault => fault.Line).Distinct());
    }

    [Fact]
    public async Task Running_it_again_changes_nothing()
    {
        var book = new Book();
        var file = string.Join('\n', Enumerable.Range(1, 300).Select(number => Line(number)));

        var first = await ImportAsync(book, file);
        var before = book.Orders.ToImmutableSortedDictionary(pair => pair.Key.Value, pair => pair.Value.Paid);
        var second = await ImportAsync(book, file);

        Assert.Equal(first.Imported, second.Imported);
        Assert.Equal(before, book.Orders.ToImmutableSortedDictionary(pair => pair.Key.Value, pair => pair.Value.Paid));
    }

    [Fact]
    public async Task Of_two_lines_for_one_order_the_later_one_stands()
    {
        var book = new Book { Delay = true };
        var file = string.Join('\n', Enumerable.Range(1, 200).Select(number => Line(number % 5, $"{number}.00")));

        await ImportAsync(book, file);

        Assert.Equal(["196.00", "197.00", "198.00", "199.00", "200.00"], book.Orders.Values.Select(order => order.Paid.ToDecimalString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task At_most_eight_orders_are_written_at_once()
    {
        var book = new Book { Delay = true };

        await ImportAsync(book, string.Join('\n', Enumerable.Range(1, 200).Select(number => Line(number))));

        Assert.InRange(book.MostAtOnce, 2, 8);
    }

    [Fact]
    public async Task Storage_that_fails_stops_the_import()
    {
        var book = new Book { FailAt = 20 };

        await Assert.ThrowsAsync<IOException>(() => ImportAsync(book, string.Join('\n', Enumerable.Range(1, 10_000).Select(number => Line(number)))));

        Assert.InRange(book.Orders.Count, 1, 200);
    }

    [Fact]
    public async Task A_file_without_line_ends_is_one_fault_and_no_full_memory()
    {
        var report = await ImportAsync(new Book(), new string('x', 3_000_000) + "\n" + Line(1));

        Assert.Equal((2, 1, 1), (report.Lines, report.Imported, report.FaultyLines));
    }

    [Fact]
    public async Task A_file_of_another_kind_ends_in_a_report_of_bearable_length()
    {
        var report = await ImportAsync(new Book(), string.Join('\n', Enumerable.Repeat("<xml/>", 3000)));

        Assert.Equal(3000, report.FaultyLines);
        Assert.Equal(ImportReport.MaxFaults, report.Faults.Length);
    }

    [Fact]
    public async Task A_cancelled_import_stops()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new OrderImport(new Book()).RunAsync(Tenant, new StringReader(Line(1)), new Progress([]), cancelled.Token));
    }

    [Fact]
    public async Task Progress_is_told_now_and_then_and_at_the_end()
    {
        var told = new List<ImportProgress>();

        await ImportAsync(new Book(), string.Join('\n', Enumerable.Range(1, 250).Select(number => Line(number))), told);

        Assert.Equal([100L, 200L, 250L], told.Select(progress => progress.Lines));
        Assert.Equal(250, told[^1].Imported);
    }

    private static Task<ImportReport> ImportAsync(Book book, string file, List<ImportProgress>? told = null) =>
        new OrderImport(book).RunAsync(Tenant, new StringReader(file), new Progress(told ?? []), CancellationToken.None);

    private static string Line(int number, string paid = "1.00") =>
        $$"""{"orderId":"#{{number}}","customerId":"ada","status":"pending","currency":"USD","items":[{"itemId":"1","name":"Lamp","quantity":1,"unitPrice":"1.00"}],"paid":"{{paid}}","paymentMethods":[]}""";

    private sealed class Progress(List<ImportProgress> told) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => told.Add(value);
    }

    private sealed class Book : IOrderBook
    {
        public Task<int> ForgetAsync(TenantId tenant, CustomerId customer, CancellationToken cancellationToken) => throw new NotSupportedException();

        private int now;
        private int puts;

        public ConcurrentDictionary<OrderId, Order> Orders { get; } = new();

        public bool Delay { get; init; }

        public int FailAt { get; init; } = int.MaxValue;

        public int MostAtOnce { get; private set; }

        public async Task PutAsync(TenantId tenant, Order order, CancellationToken cancellationToken)
        {
            var count = Interlocked.Increment(ref now);
            lock (Orders)
            {
                MostAtOnce = Math.Max(MostAtOnce, count);
            }

            if (Delay)
            {
                await Task.Yield();
                await Task.Yield();
            }

            Interlocked.Decrement(ref now);
            Orders[order.Id] = Interlocked.Increment(ref puts) == FailAt ? throw new IOException("full") : order;
        }

        public Task<ImmutableArray<Order>> OfCustomerAsync(TenantId tenant, CustomerId customer, CancellationToken cancellationToken) =>
            Task.FromResult(Orders.Values.Where(order => order.Customer == customer).ToImmutableArray());

        public Task<ImmutableArray<CustomerId>> CustomersByEmailAsync(TenantId tenant, string email, CancellationToken cancellationToken) =>
            Task.FromResult(ImmutableArray<CustomerId>.Empty);

        public Task<Order?> FindAsync(TenantId tenant, OrderId order, CancellationToken cancellationToken) =>
            Task.FromResult(Orders.GetValueOrDefault(order));

        public Task<Order?> FindByPaymentAsync(TenantId tenant, PaymentReference payment, CancellationToken cancellationToken) =>
            Task.FromResult<Order?>(null);
    }
}
