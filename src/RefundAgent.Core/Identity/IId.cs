namespace RefundAgent.Identity;

/// <summary>
/// An id that the type system keeps from being mistaken for another one; every id is non-empty text of at most
/// <see cref="Id.MaxLength"/> characters that came from outside or was made by <see cref="IIdSource"/>.
/// </summary>
public interface IId<TSelf>
    where TSelf : struct, IId<TSelf>
{
    string Value { get; }

    static abstract TSelf From(string value);
}
