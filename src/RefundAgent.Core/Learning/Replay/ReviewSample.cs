using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using RefundAgent.Records;

namespace RefundAgent.Learning.Replay;

/// <summary>Draws automated rulings for review by a hash of their id instead of by chance, so that a replay can be repeated.</summary>
internal sealed class ReviewSample(double share)
{
    public bool Draws(DecisionId decision) =>
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes("review:" + decision.Value))) < share * uint.MaxValue;
}
