using System.Globalization;
using System.Text;
using CsCheck;
using RefundAgent.Adapters.Storage;

namespace RefundAgent.Tests.Storage;

public sealed class KeyTextTests
{
    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.String, Gen.String[Gen.Const("aA.~-_|/#zZ09 ä").SelectMany(letters => Gen.Int[0, letters.Length - 1].Select(index => letters[index])), 0, 12], Gen.String[Gen.Char['\0', '\uffff'], 0, 30]);

    [Fact]
    public void Short_ids_can_be_read_back_so_no_two_share_a_key() =>
        AnyText.Where(id => KeyText.Encode(id).Length < KeyText.MaxPartLength && !KeyText.Encode(id).Contains("~~", StringComparison.Ordinal))
            .Sample(id => Decode(KeyText.Encode(id)) == id);

    [Fact]
    public void Different_ids_have_different_keys_even_where_a_store_ignores_case() =>
        Gen.Select(AnyText, AnyText).Where((left, right) => left != right)
            .Sample((left, right) => !KeyText.Encode(left).Equals(KeyText.Encode(right), StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void Long_ids_that_differ_anywhere_have_different_keys() =>
        Gen.Select(Gen.Int[0, 1023], Gen.Char['b', '\uffff']).Sample((place, other) =>
        {
            var id = new string('a', 1024);
            var changed = id[..place] + other + id[(place + 1)..];
            return KeyText.Encode(id) != KeyText.Encode(changed);
        });

    [Fact]
    public void Keys_hold_nothing_that_a_table_forbids_or_an_address_changes() =>
        AnyText.Sample(id => KeyText.Encode(id).All(unit => char.IsAsciiLetterLower(unit) || char.IsAsciiDigit(unit) || unit is '-' or '_' or '~'));

    [Fact]
    public void A_key_of_three_ids_fits() =>
        Gen.String[Gen.Char['\0', '\uffff'], 0, 1024].Sample(id =>
            KeyText.Join(KeyText.Encode(id), KeyText.Encode(id), "x", KeyText.Encode(id)).Length < 512);

    [Fact]
    public void Short_keys_sort_like_their_ids() =>
        Gen.Select(AnyText, AnyText).Where((left, right) => KeyText.Encode(left).Length + KeyText.Encode(right).Length < KeyText.MaxPartLength)
            .Sample((left, right) => Math.Sign(string.CompareOrdinal(KeyText.Encode(left), KeyText.Encode(right))) == Math.Sign(string.CompareOrdinal(left, right)));

    private static string Decode(string key)
    {
        var id = new StringBuilder();
        for (var index = 0; index < key.Length; index++)
        {
            var digits = key[index] switch { '-' or '_' => 2, '~' => 4, _ => 0 };
            id.Append(digits == 0 ? key[index] : (char)int.Parse(key.AsSpan(index + 1, digits), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            index += digits;
        }

        return id.ToString();
    }
}
