namespace RefundAgent.Reading;

/// <summary>How a customer stands to an action that the message names.</summary>
internal enum Stance : byte
{
    /// <summary>Told, reported or part of a name: nothing is asked.</summary>
    Mentioned,

    Asked,

    /// <summary>Asked not to be done.</summary>
    Refused,

    /// <summary>Weighed, asked about or made to depend on something.</summary>
    Possible,
}
