namespace RefundAgent.Privacy;

/// <summary>The words that make a street of a name, in the languages whose addresses are found.</summary>
internal static class AddressWords
{
    /// <summary>After the name, the house number before both: <c>12 Baker Street</c>.</summary>
    public static readonly WordSet After = new(
        "street", "st", "str", "avenue", "ave", "av", "road", "rd", "lane", "ln", "boulevard", "blvd", "highway", "hwy", "parkway", "pkwy", "terrace", "crescent", "cres", "mews", "marg");

    /// <summary>The same, but words of everyday: only with capitals.</summary>
    public static readonly WordSet AfterWithCapital = new(
        "drive", "dr", "court", "ct", "place", "pl", "square", "sq", "way", "close", "gardens", "grove", "circle", "cir", "trail", "row", "quay", "hill", "walk", "green", "rise",
        "wharf", "parade", "nagar", "colony", "layout", "sector", "broadway");

    /// <summary>After the name, the house number last: <c>Berliner Straße 12</c>, <c>Váci utca 5</c>, <c>İstiklal Caddesi No: 5</c>.</summary>
    public static readonly WordSet Between = new(
        "straße", "strasse", "str", "allee", "platz", "weg", "gasse", "damm", "ufer", "chaussee", "utca", "út", "tér", "körút", "caddesi", "cad", "cd", "sokak", "sokağı", "sok", "bulvarı",
        "mahallesi", "mah", "vei", "veien", "gate", "gata", "gatan", "vägen", "vej", "cesta", "náměstí", "ulice", "katu", "tie", "straat", "laan", "plein", "gracht", "kade", "iela", "gatvė");

    /// <summary>Before the name, the house number last (<c>Via Roma 5</c>) or first (<c>5 rue de la Paix</c>).</summary>
    public static readonly WordSet Before = new(
        "rue", "avenue", "av", "ave", "avda", "avenida", "boulevard", "bd", "bld", "chemin", "allée", "impasse", "quai", "route", "calle", "paseo", "plaza", "carrera", "camino", "ronda",
        "rua", "travessa", "praça", "estrada", "alameda", "rodovia", "viale", "corso", "piazza", "vicolo", "largo", "strada", "bulevardul", "calea", "ul", "ulica", "aleja", "aleje", "osiedle",
        "ул", "улица", "улице", "вул", "вулиця", "проспект", "пр", "переулок", "пер", "бульвар", "бул", "шоссе", "наб", "площадь", "οδός", "λεωφόρος", "jalan", "jl", "jln", "شارع", "đường", "soi");

    /// <summary>The same, but words of everyday too: only with a capital.</summary>
    public static readonly WordSet BeforeWithCapital = new("via", "place", "al", "os", "pl", "plac", "cours", "passage", "square", "str", "calea", "rua");

    /// <summary>Ends of words that are a street's whole name: <c>Hauptstraße 5</c>, <c>Keizersgracht 123</c>.</summary>
    public static readonly string[] Endings =
    [
        "straße", "strasse", "str", "weg", "platz", "gasse", "allee", "damm", "ufer", "straat", "laan", "gracht", "plein", "kade", "dijk", "singel", "gatan", "gata", "vägen", "vej", "vejen",
        "gade", "gaten", "veien", "katu", "intie", "gasse", "stieg", "chaussee",
    ];

    /// <summary>In a street's name between its parts.</summary>
    public static readonly WordSet Connecting = new(
        "de", "la", "le", "les", "du", "des", "del", "della", "dei", "di", "da", "do", "dos", "das", "d", "l", "los", "las", "el", "van", "der", "den", "het", "von", "am", "an", "im", "zum",
        "zur", "sur", "sous", "und", "e", "y", "et", "na", "in", "bis", "ter", "the", "of");

    /// <summary>Before a flat, a floor, a house.</summary>
    public static readonly WordSet Units = new(
        "apt", "apartment", "suite", "ste", "unit", "flat", "floor", "fl", "room", "rm", "building", "bldg", "block", "blk", "no", "nr", "nº", "n", "num", "número", "numero", "kat", "daire", "d", "д", "кв",
        "дом", "корп", "стр", "m", "lok", "piso", "puerta", "interno", "scala", "int", "depto", "bât", "étage", "etage", "hus", "stock", "top", "box", "bus", "apto", "casa", "lot", "house", "plot");

    /// <summary>Never in a street's name, however it is written: what stands before a thing, or the thing.</summary>
    public static readonly WordSet NoName = new(
        "on", "in", "for", "my", "your", "a", "an", "and", "or", "is", "it", "its", "this", "that", "from", "with", "at", "by", "to", "items", "item", "days", "day", "hours", "pieces", "pcs", "x", "usb",
        "gb", "tb", "mb", "ssd", "hard", "flash", "pen", "thumb", "external", "disk", "disc", "inch", "pack", "percent", "star", "year", "years", "month", "months", "week", "weeks", "ml", "cm", "kg",
        "bikes", "bike", "orders", "order", "people", "times", "more", "way", "one", "two", "return", "refund", "exchange", "all", "other", "out", "off");

    /// <summary>Right after the street's word: then it was no street.</summary>
    public static readonly WordSet NoStreet = new(
        "bike", "bikes", "bicycle", "bicycles", "shoes", "shoe", "runner", "map", "sign", "trip", "helmet", "light", "lights", "lamp", "style", "wear", "food", "art", "price", "value", "cleaner", "car");

    public static readonly WordSet Boxes = new("box", "postfach", "postbus", "apartado", "casella", "skrytka", "postboks");

    public static readonly WordSet States = new(
        "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS", "KY", "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM",
        "NY", "NC", "ND", "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY", "DC", "NSW", "VIC", "QLD", "TAS", "ON", "QC", "BC", "AB", "MB", "SK", "NS");
}
