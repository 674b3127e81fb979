namespace RefundAgent.Feedback;

/// <summary>
/// What makes an event count once: the id together with who gave it. Ids come from callers, so that by the id alone one of them could
/// silence another by using it first.
/// </summary>
public readonly record struct EventKey(EventId Id, PrincipalId By);
