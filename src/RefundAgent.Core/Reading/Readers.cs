namespace RefundAgent.Reading;

/// <summary>Who understood a claim so; decides how far it may act without a person.</summary>
public enum Readers
{
    /// <summary>The built-in reader, and nobody else was asked or answered.</summary>
    BuiltIn,

    /// <summary>The built-in reader and a model, by themselves.</summary>
    Both,

    /// <summary>A model alone: what rests on it is a kind of its own that has to earn its autonomy.</summary>
    Model,

    /// <summary>The built-in reader is certain, and a model reads the message otherwise.</summary>
    Differ,
}
