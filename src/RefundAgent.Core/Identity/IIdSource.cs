namespace RefundAgent.Identity;

/// <summary>Where new random ids come from; injected so that a test or a replay can repeat a run to the byte.</summary>
public interface IIdSource
{
    /// <returns>32 lower-case hexadecimal characters, never given out before.</returns>
    string Next();
}
