using System.Collections.Frozen;

namespace RefundAgent.Reading;

/// <summary>Other names for common goods. Words are singular, folded and written together, as <see cref="Catalogue"/> compares them.</summary>
internal static class ItemWords
{
    /// <summary>Last words that name a packaging and not the thing: "luggage set" is luggage.</summary>
    public static readonly FrozenSet<string> Packagings =
        FrozenSet.ToFrozenSet(["set", "kit", "pack", "bundle", "pair", "collection", "box"], StringComparer.Ordinal);

    /// <summary>A word that covers more than its own: a watch may be a wristwatch, shoes may be sneakers.</summary>
    public static readonly FrozenDictionary<string, string[]> Covers = Parse(
        "watch: wristwatch smartwatch", "phone: smartphone cellphone", "shoe: sneaker boot runningshoe trainer sandal loafer",
        "shelf: bookshelf", "bag: backpack luggage handbag tote", "camera: webcam", "clock: alarmclock",
        "kettle: teakettle electrickettle", "machine: coffeemaker espressomachine", "reader: ereader", "brush: toothbrush",
        "light: lightbulb lamp", "coffeemachine: coffeemaker espressomachine", "charger: powerbank",
        "headset: headphone earbud", "jacket: coat", "board: skateboard");

    /// <summary>A word that stands for another where the customer has nothing of that exact name.</summary>
    public static readonly FrozenDictionary<string, string[]> StandsFor = Parse(
        "bike: bicycle", "bicycle: bike", "earphone: earbud headphone", "airpod: earbud", "bud: earbud", "pod: earbud",
        "vacuum: vacuumcleaner", "hoover: vacuumcleaner", "vaccum: vacuumcleaner", "kindle: ereader", "ebookreader: ereader",
        "ebook: ereader",
        "coat: jacket", "tee: tshirt", "shirt: tshirt", "cellphone: smartphone", "mobile: smartphone",
        "mobilephone: smartphone", "cell: smartphone", "bulb: lightbulb", "suitcase: luggage luggageset", "baggage: luggage luggageset",
        "hosepipe: hose", "powerbank: charger portablecharger", "jigsaw: jigsawpuzzle", "cologne: perfume",
        "fragrance: perfume", "parasol: umbrella", "bbq: grill", "barbecue: grill", "rucksack: backpack", "knapsack: backpack",
        "bookcase: bookshelf", "bookrack: bookshelf", "computer: laptop", "pc: laptop", "macbook: laptop",
        "ipad: tablet", "iphone: smartphone", "cosmetic: makeupkit", "trainer: sneaker runningshoe",
        "espressomaker: espressomachine", "coffeemachine: coffeemaker", "toothbrushe: toothbrush", "webcam: camera",
        "shoe: sneaker runningshoe", "purifier: airpurifier", "airfilter: airpurifier", "securitycam: securitycamera", "cam: camera",
        "smartphone: phone", "wristwatch: watch", "smartwatch: watch");

    /// <summary>Common goods in the other languages that the reader knows.</summary>
    public static readonly FrozenDictionary<string, string[]> Abroad = Parse(
        "lampe: lamp", "lampara: lamp", "lampada: lamp", "lampka: lamp", "schreibtischlampe: desklamp", "uhr: watch clock wristwatch",
        "montre: watch wristwatch", "reloj: watch wristwatch clock", "orologio: watch wristwatch clock",
        "relogio: watch wristwatch clock",
        "horloge: watch wristwatch clock", "zegarek: watch wristwatch", "armbanduhr: wristwatch", "schuhe: shoe sneaker runningshoe",
        "schuh: shoe sneaker", "laufschuhe: runningshoe", "chaussure: shoe sneaker runningshoe", "zapato: shoe",
        "zapatilla: sneaker runningshoe",
        "scarpe: shoe sneaker", "sapato: shoe", "tenis: sneaker", "schoenen: shoe sneaker", "buty: shoe sneaker boot",
        "wanderschuhe: hikingboot", "stiefel: boot", "bota: boot", "rucksack: backpack", "mochila: backpack", "zaino: backpack",
        "rugzak: backpack", "plecak: backpack", "kopfhorer: headphone", "casque: headphone helmet", "auriculare: headphone earbud",
        "cuffie: headphone", "koptelefoon: headphone", "sluchawki: headphone", "tastatur: keyboard", "clavier: keyboard",
        "teclado: keyboard",
        "tastiera: keyboard", "toetsenbord: keyboard", "klawiatura: keyboard", "maus: mouse", "souris: mouse", "raton: mouse",
        "wasserkocher: kettle electrickettle", "bouilloire: kettle", "hervidor: kettle", "bollitore: kettle", "chaleira: kettle",
        "waterkoker: kettle electrickettle", "czajnik: kettle", "staubsauger: vacuumcleaner", "aspirateur: vacuumcleaner",
        "aspiradora: vacuumcleaner", "aspirapolvere: vacuumcleaner", "aspirador: vacuumcleaner", "stofzuiger: vacuumcleaner",
        "odkurzacz: vacuumcleaner", "fahrrad: bicycle bike", "velo: bicycle bike", "bicicleta: bicycle bike", "bicicletta: bicycle bike",
        "fiet: bicycle bike", "rower: bicycle bike", "kamera: camera", "fotocamera: camera", "telecamera: camera", "aparat: camera",
        "lautsprecher: speaker", "enceinte: speaker", "altavoz: speaker", "altoparlante: speaker", "luidspreker: speaker",
        "glosnik: speaker", "helm: helmet", "casco: helmet", "capacete: helmet", "kask: helmet", "jacke: jacket", "veste: jacket",
        "chaqueta: jacket", "giacca: jacket", "jaqueta: jacket", "jas: jacket", "kurtka: jacket", "burostuhl: officechair",
        "stuhl: chair", "chaise: chair", "silla: chair", "sedia: chair", "cadeira: chair", "stoel: chair", "krzeslo: chair",
        "flasche: bottle", "trinkflasche: waterbottle", "wasserflasche: waterbottle", "botella: bottle", "bottiglia: bottle",
        "garrafa: bottle", "kaffeemaschine: coffeemaker", "cafetiere: coffeemaker", "cafetera: coffeemaker", "gourde: waterbottle",
        "telefono: smartphone phone", "handy: smartphone phone", "buch: book", "livre: book", "libro: book", "tasche: bag",
        "tasse: mug cup", "hemd: shirt tshirt", "chemise: shirt", "camisa: shirt", "camicia: shirt");

    private static FrozenDictionary<string, string[]> Parse(params string[] lines) => lines
        .Select(line => line.Split(": "))
        .GroupBy(parts => parts[0], StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.SelectMany(parts => parts[1].Split(' ')).ToArray(), StringComparer.Ordinal);
}
