using Microsoft.Extensions.DependencyInjection;
using RefundAgent.Adapters;
using RefundAgent.Cli;
using RefundAgent.Cli.Serve;
using RefundAgent.Replies;
using RefundAgent.Tickets;

namespace RefundAgent.Tests.Replies;

/// <summary>The operator's folder, from files to the book that the product answers from.</summary>
public sealed class RepliesOptionsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("replies").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Texts_of_the_folder_take_the_place_of_the_built_in_ones()
    {
        Write("de.json", """{"keepItem":"Behalten Sie alles."}""");
        Write("shop/de.json", """{"keepItem":"Behalte alles."}""");
        Write("readme.txt", "not a text");
        await using var app = AgentHost.Build(Settings("de"), 0);

        var book = app.Services.GetRequiredService<ReplyBook>();

        Assert.Equal("Behalten Sie alles.", book.TextsFor(TenantId.From("other"), null).Say(TextKeys.KeepItem));
        Assert.Equal("Behalte alles.", book.TextsFor(TenantId.From("shop"), "de-CH").Say(TextKeys.KeepItem));
    }

    [Fact]
    public async Task Faulty_files_stop_the_start_with_all_faults()
    {
        Write("de.json", """{"keepItm":"x"}""");
        Write("shop/fi.json", """{"denied":"Ei."}""");

        var told = await RefusedAsync(Settings("xx"));

        Assert.Contains("Replies:Directory: de.json: keepItm: is no key of a reply.", told, StringComparison.Ordinal);
        Assert.Contains("Replies:Directory: shop/fi.json: fee: is missing", told, StringComparison.Ordinal);
        Assert.Contains("Replies:Language is 'xx' and must be one of cs, da, de, en", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_stops_the_start()
    {
        var settings = Settings("");
        settings[SettingNames.RepliesDirectory] = Path.Combine(folder, "nowhere");

        Assert.Contains("Replies:Directory: Could not find", await RefusedAsync(settings), StringComparison.Ordinal);
    }

    private static async Task<string> RefusedAsync(Dictionary<string, string?> settings)
    {
        await using var app = AgentHost.Build(settings, 0);
        return (await Assert.ThrowsAsync<CommandFailedException>(() => AgentHost.StartAsync(app, 0, default))).Message;
    }

    private Dictionary<string, string?> Settings(string language) => new()
    {
        [StorageSettings.InMemory] = "true", [SettingNames.RepliesDirectory] = folder, [SettingNames.RepliesLanguage] = language,
    };

    private void Write(string name, string json)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, json);
    }
}
