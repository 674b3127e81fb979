namespace RefundAgent.Privacy;

/// <summary>Reads the words before a number: whether it was announced as a telephone's or as some id of the shop's.</summary>
internal static class Labels
{
    private const int Reach = 28;

    private static readonly WordSet Phones = new(
        "phone", "phones", "telephone", "tel", "mobile", "cell", "cellphone", "call me", "call us", "whatsapp", "sms", "text me", "reach me", "fax", "viber", "signal",
        "telefon", "telefonnummer", "handy", "handynummer", "rufnummer", "mobil", "mobilnummer", "rückruf", "téléphone", "portable", "appelez", "joindre", "teléfono", "telefono",
        "móvil", "celular", "llámame", "llámeme", "cellulare", "chiamami", "chiamatemi", "telefone", "telemóvel", "ligar", "telefoon", "telefoonnummer", "mobiel", "bel me", "puhelin",
        "puhelinnumero", "komórka", "zadzwoń", "tlf", "mobilen", "telefonas", "telefonszám", "gsm", "телефон", "тел", "звоните", "моб", "τηλέφωνο", "τηλ", "هاتف", "جوال", "טלפון",
        "फोन", "มือถือ", "โทร", "điện thoại", "telepon", "hp");

    private static readonly WordSet Ids = new(
        "order", "orders", "item", "items", "product", "products", "article", "sku", "tracking", "invoice", "ticket", "case", "id", "ref", "reference", "parcel", "shipment", "serial",
        "ean", "upc", "isbn", "code", "paypal", "gift", "bestellung", "bestellnummer", "auftrag", "artikel", "rechnung", "sendung", "commande", "facture", "pedido",
        "artículo", "factura", "ordine", "fattura", "encomenda", "bestelling", "zamówienie", "заказ", "заказа", "transaction", "decision", "charge", "event", "version");

    private static readonly string[] WithoutBlanks = ["电话", "手机", "联系方式", "電話", "携帯", "전화", "휴대폰", "연락처"];

    public static bool IsOfAnId(ReadOnlySpan<char> word) => Ids.Contains(word);

    public static bool NameAPhone(ReadOnlySpan<char> text, int start)
    {
        var before = Before(text, start);
        foreach (var word in WithoutBlanks)
        {
            if (before.Contains(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return Phones.LastIn(before) is var phone and >= 0 && phone > Ids.LastIn(before);
    }

    public static bool NameAnId(ReadOnlySpan<char> text, int start)
    {
        var before = Before(text, start);
        return Ids.LastIn(before) is var id and >= 0 && id > Phones.LastIn(before) && !EndsSentence(before[id..]);
    }

    /// <summary>A full stop after "Nr" or "no" ends nothing.</summary>
    private static bool EndsSentence(ReadOnlySpan<char> words)
    {
        var end = words.IndexOfAny(",;!?.");
        return end >= 0 && !(words[end] == '.' && words[..end].EndsWith(" nr", StringComparison.OrdinalIgnoreCase) | words[..end].EndsWith(" no", StringComparison.OrdinalIgnoreCase));
    }

    private static ReadOnlySpan<char> Before(ReadOnlySpan<char> text, int start)
    {
        var before = text[Math.Max(0, start - Reach)..start];
        return before[(before.LastIndexOf('\n') + 1)..];
    }
}
