using System.Buffers;

namespace RefundAgent.Reading;

/// <summary>Finds the canonical reason in the customer's words; the more telling phrases are tried first.</summary>
internal static class Reasons
{
    private static readonly (string Reason, string[] Phrases)[] Table =
    [
        (ClaimReason.DuplicateCharge,
            [
                "charged twice", "double charge", "charged me twice", "duplicate charge", "billed twice", "doppelt abgebucht",
                "deux fois",
                "dos veces",
            ]),
        (ClaimReason.Unauthorised,
            [
                "unauthori", "fraud", "didn't make this", "not authori", "stolen card", "did not order", "didn't order",
            ]),
        (ClaimReason.NotReceived,
            [
                "never arrived", "not arrived", "never received", "not received", "didn't arrive", "hasn't arrived", "haven't received",
                "did not receive", "didn't receive", "lost in", "never came", "never got", "never showed up", "never turned up",
                "hasn't come", "has not come", "has not arrived", "didn't come", "didn't get", "not been delivered", "never delivered",
                "never been delivered", "wasn't delivered", "was not delivered", "still waiting for", "nowhere to be found", "no sign of",
                "went missing", "nicht angekommen", "nie angekommen", "nicht erhalten", "nie erhalten", "nicht bekommen", "nie bekommen",
                "nicht geliefert", "nie geliefert", "pas recu", "jamais recu", "pas arrive", "jamais arrive", "no ha llegado",
                "nunca llego",
                "nunca ha llegado", "no llego", "no he recibido", "non e arrivato", "mai arrivat", "non ho ricevuto", "nao chegou",
                "nunca chegou", "nao recebi", "niet ontvangen", "nooit ontvangen", "niet aangekomen", "nooit aangekomen", "nie dotar",
                "nie otrzym", "nie doszl",
            ]),
        (ClaimReason.MissingItem, ["missing", "incomplete", "was not in the", "wasn't in the", "fehlt", "manque", "falta"]),
        (ClaimReason.WrongItem,
            [
                "wrong item", "wrong product", "wrong color", "wrong colour", "wrong one", "not what i ordered",
                "different item", "falsche",
                "mauvais article", "equivocado",
            ]),
        (ClaimReason.DamagedOnArrival,
            [
                "damaged", "arrived broken", "cracked", "shattered", "smashed", "scratched", "was wet", "all wet", "torn", "beschadigt",
                "endommage", "danado", "danneggiat", "danificad", "beschadigd", "uszkodz",
            ]),
        (ClaimReason.Defective,
            [
                "defect", "faulty", "broken", "doesn't work", "does not work", "not working", "stopped working", "malfunction",
                "doesn't pair", "won't turn on", "broke", "kaputt", "funktioniert nicht", "ne marche pas", "ne fonctionne pas",
                "no funciona", "non funziona", "nao funciona", "werkt niet", "nie dziala", "defekt", "defectueux", "difettos", "wadliw",
                "zepsut",
            ]),
        (ClaimReason.Size,
            [
                "too small", "too big", "too large", "too tight", "doesn't fit", "does not fit", "don't fit", "wrong size", "zu klein",
                "zu gross", "trop petit", "trop grand", "talla", "troppo piccol", "te klein", "te groot", "za maly", "za duzy",
            ]),
        (ClaimReason.NotAsDescribed,
            [
                "not as described", "not as advertised", "looks different", "poor quality", "bad quality", "the quality of", "misleading",
                "nicht wie beschrieben", "ne correspond pas",
            ]),
        (ClaimReason.LateDelivery,
            [
                "too late", "late delivery", "took too long", "delayed", "wait time", "taking too long", "arrived late", "came late",
                "weeks late", "days late", "the delay", "so late", "zu spat", "en retard", "tarde",
            ]),
        (ClaimReason.OrderedByMistake,
            [
                "by mistake", "by accident", "accidentally", "mistakenly", "versehentlich", "par erreur", "por error", "por equivocacion",
                "per errore", "por engano", "per ongeluk", "przez pomylke", "omylkowo",
            ]),
        (ClaimReason.PriceAdjustment,
            [
                "cheaper elsewhere", "price match", "price drop", "half the price", "price adjustment", "lower price", "found it cheaper",
            ]),
        (ClaimReason.IncorrectAmount,
            [
                "overcharged", "wrong amount", "charged me too much", "wrong price", "charged too much", "incorrect amount",
            ]),
        (ClaimReason.SubscriptionCancelled, ["subscription", "abonnement"]),
        (ClaimReason.TrialForgotten, ["free trial", "trial period"]),
        (ClaimReason.LegalWithdrawal,
            [
                "right of withdrawal", "withdraw from the contract", "cooling-off", "cooling off", "widerruf", "droit de retractation",
                "derecho de desistimiento", "diritto di recesso", "odstapieni",
            ]),
        (ClaimReason.ChangedMind,
            [
                "changed my mind", "no longer need", "no longer want", "don't need", "do not need", "don't want", "do not want",
                "don't like", "no longer required", "not needed", "brauche ich nicht", "nicht mehr", "plus besoin", "ya no lo necesito",
                "ya no necesito", "non mi serve", "nao preciso", "niet meer nodig", "nie potrzebuje",
            ]),
        (ClaimReason.Goodwill, ["goodwill", "inconvenience"]),
    ];

    private static readonly SearchValues<string> AnyPhrase =
        SearchValues.Create([.. Table.SelectMany(entry => entry.Phrases)], StringComparison.Ordinal);

    public static string? Find(string span)
    {
        var text = Folding.Fold(span).Replace('’', '\'');
        if (!text.AsSpan().ContainsAny(AnyPhrase))
        {
            return null;
        }

        foreach (var (reason, phrases) in Table)
        {
            foreach (var phrase in phrases)
            {
                if (Says(text, phrase))
                {
                    return reason;
                }
            }
        }

        return null;
    }

    /// <summary>At the beginning of a word, so that "stornieren" is not "torn".</summary>
    private static bool Says(string text, string phrase)
    {
        var at = text.IndexOf(phrase, StringComparison.Ordinal);
        while (at > 0 && char.IsLetter(text[at - 1]))
        {
            at = text.IndexOf(phrase, at + 1, StringComparison.Ordinal);
        }

        return at >= 0;
    }

    /// <summary>By the reason alone, where the sentence is no longer at hand.</summary>
    public static bool LeavesNothingToReturn(string? reason) => reason is ClaimReason.NotReceived or ClaimReason.DuplicateCharge
        or ClaimReason.IncorrectAmount or ClaimReason.Unauthorised or ClaimReason.PriceAdjustment or ClaimReason.SubscriptionCancelled
        or ClaimReason.TrialForgotten or ClaimReason.Goodwill;

    /// <summary>The goods never came, or the money was wrong: there is nothing to send back.</summary>
    public static bool LeavesNothingToReturn(string? reason, Sentence sentence) => reason switch
    {
        // A puzzle with a piece missing is in the customer's hands; a puzzle that was missing is not.
        ClaimReason.MissingItem => !sentence.Has(Concept.Keep) && !sentence.Has(Concept.ItemsNoun) && !sentence.Has(Concept.ItemNoun) && !sentence.Has(Concept.Part),
        _ => LeavesNothingToReturn(reason),
    };
}
