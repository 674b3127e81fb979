namespace RefundAgent.Scripted.Helpdesks;

/// <summary>Every helpdesk that there is a double of.</summary>
internal static class HelpdeskDoubles
{
    /// <summary>In the order of their kinds; not started yet.</summary>
    public static IReadOnlyList<HelpdeskDouble> Make() =>
    [
        .. typeof(HelpdeskDoubles).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(HelpdeskDouble)) && !type.IsAbstract)
            .Select(type => (HelpdeskDouble)Activator.CreateInstance(type)!)
            .OrderBy(each => each.Kind, StringComparer.Ordinal),
    ];
}
