using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace RefundAgent.Adapters.Storage;

/// <summary>Lets a list go on over a row that cannot be read: it stays where it is, and the log says which one and what to do.</summary>
internal static partial class RowReader
{
    public static bool TryRead<T>(this Row row, ITable table, ILogger logger, [NotNullWhen(true)] out T? value)
        where T : class
    {
        try
        {
            value = row.Read<T>(table.Name);
            return true;
        }
        catch (UnreadableRowException unreadable)
        {
            LogSetAside(logger, unreadable.Message);
            value = null;
            return false;
        }
    }

    [LoggerMessage(7001, LogLevel.Error, "A row was set aside: {Why}")]
    private static partial void LogSetAside(ILogger logger, string why);
}
