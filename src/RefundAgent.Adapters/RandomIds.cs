using System.Security.Cryptography;
using RefundAgent.Identity;

namespace RefundAgent.Adapters;

/// <summary>Ids that nobody can guess: 128 random bits.</summary>
internal sealed class RandomIds : IIdSource
{
    public string Next() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
