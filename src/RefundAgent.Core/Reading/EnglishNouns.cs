namespace RefundAgent.Reading;

/// <summary>English words for what is asked about and what holds a request together; see <see cref="EnglishWords"/>.</summary>
internal static class EnglishNouns
{
    public static readonly (Concept Concept, string Words)[] Table =
    [
        (Concept.OrderNoun,
            "order|purchase|oder|ordr|order number|order no|order nr|order id|order #|package|parcel|shipment|delivery|transaction"),
        (Concept.OrdersNoun, "orders|purchases|order numbers|packages|parcels|shipments"),
        (Concept.ItemNoun, "item|product|article|thing|one|piece|unit|merchandise"),
        (Concept.ItemsNoun, "items|products|articles|things|stuff|goods|contents|pieces|units|ones|itmes|belongings"),
        (Concept.Everything,
            "everything|all of it|all of them|the lot|the whole lot|every single thing|the entire thing|the whole thing|it all|them all"),
        (Concept.Pronoun, "it|this|that one|this one"),
        (Concept.Plural, "them|these|those|both of them|the two of them|both of these"),
        (Concept.All, "all|every|each|any and all"),
        (Concept.Whole, "whole|entire|full|complete|entirety of|in full|entirely|completely|in its entirety|altogether|fully"),
        (Concept.Both, "both"),
        (Concept.Part,
            "part|partial|partially|some|one item|a few|half|several|most|certain|a portion|portion|individual|separately|individually|" +
            "only the|just the|single|some of|on its own|on their own|by itself|alone"),
        (Concept.Number, "one of|two|three|four|five|six|seven|eight|nine|ten|2|3|4|5|6|7|8|9|10|1"),
        (Concept.Rest,
            "everything else|the rest|rest of|the others|the other|others|remaining|the remainder|the remaining|nothing else|" +
            "the other one|other ones"),
        (Concept.Except,
            "except|except for|excluding|apart from|aside from|other than|but not|besides|minus|save for|all but|everything but|" +
            "with the exception of"),
        (Concept.Compound,
            "policy|policies|label|labels|window|shipping|fee|fees|process|form|portal|page|code|slip|instructions|deadline|department|" +
            "request|requests|options|method|date|reason|center|centre|rate|period|confirmation|home|email|terms|subscription|" +
            "membership|appointment|account|newsletter|trip|value|statement|procedure|authorization|journey|key|visit"),
        (Concept.Received,
            "received|recieved|arrived|delivered|got|came|was delivered|were delivered|has arrived|have arrived|just got|turned up|" +
            "showed up|gotten|sent me|receiving"),
        (Concept.Bought, "bought|ordered|purchased|placed|made|paid for|bougth|ordered from you|picked up|ordering|buying|purchasing"),
        (Concept.Pending,
            "pending|unshipped|not yet shipped|hasn't shipped|not shipped|open|unfulfilled|upcoming|outstanding|not been shipped|" +
            "hasn't been shipped"),
        (Concept.Recent, "last|latest|most recent|recent|newest|previous"),
        (Concept.Older, "older|oldest|first|earlier|earliest"),
        (Concept.Dearest,
            "more expensive|most expensive|pricier|priciest|costlier|costliest|dearer|dearest|pricey|higher priced|expensive"),
        (Concept.Cheapest, "cheaper|cheapest|less expensive|least expensive|lower priced|lowest priced|inexpensive"),
        (Concept.SameOrder, "same order|in the same order|from the same order|of the same order|same purchase"),
        (Concept.Adjective,
            "old|new|broken|defective|faulty|damaged|wrong|brand|small|big|large|nice|beautiful|expensive|other|extra|unopened|unused|" +
            "duplicate|opened|used|ugly|useless|stupid|bad|lovely|second|same|entire|own|particular|specific|current|above|following|" +
            "said|mentioned|original|immediate|total|quick|prompt|poor|terrible|awful|crappy|unwanted|unneeded|dead|cracked|scratched|" +
            "torn|leaking|noisy|ill-fitting|existing|actual|desired|requested|purchased|complete|malfunctioning|color|colour|sized|" +
            "size|medium|type|version|model"),
        (Concept.Possessive,
            "son's|daughter's|wife's|husband's|kid's|kids|mother's|father's|friend's|mom's|dad's|child's|baby's|partner's"),
        (Concept.OriginalMethod,
            "original payment method|original payment|original method|original form of payment|original card|same payment method|" +
            "the card i used|the card i paid with|how i paid|same card|original credit card|original account|card on file|" +
            "original source|same method|original form|way i paid|initial payment method|payment method i used"),
        (Concept.GiftCard, "gift card|giftcard|gift cards|gc|gift certificate|store credit|shop credit|site credit|website credit"),
        (Concept.Method,
            "paypal|pay pal|credit card|debit card|amex|american express|visa|mastercard|master card|bank account|bank transfer|" +
            "apple pay|google pay|venmo|zelle|crypto|bitcoin|wire transfer|iban|another card|different card|new card|other card|" +
            "a check|cheque|klarna|cash app|my card|cash|visa card|credit|other payment method|different payment method|other account|" +
            "another account"),
        (Concept.PartialSum,
            "difference|partial refund|discount|price match|price adjustment|adjustment|compensation|percent|shipping cost|" +
            "shipping costs|shipping fee|delivery fee|restocking fee|tax|taxes|tip|overcharge|overcharged|fee|charge|surcharge|deposit|" +
            "price difference|some money back|some of my money back|some of the money back|part of my money back|" +
            "part of the money back|part of the price|some money|partial reimbursement|a bit|goodwill|price drop|sale price|discounted|" +
            "compensate|25%|50%|20%|10%"),
        (Concept.Determiner, "the|a|an|my|our|your|his|her|their|its|of|such|any|some|teh|thier|also|ur|another"),
        (Concept.To, "to|into|onto|back to"),
        (Concept.From, "from|in|inside|of|on|within|under|at|out of|belonging to|included in"),
        (Concept.With, "with|containing|contains|contained|that has|including|includes|having|that had|which has|that contains"),
        (Concept.For, "for|regarding|about|concerning|on|re"),
        (Concept.Via, "via|through|using|by way of"),
        (Concept.That, "that|which|who|whose"),
        (Concept.Link,
            "is|are|was|were|be|been|being|am|'s|it's|its|has|have|had|does|did|do|seems|looks|feels|will|would|should|shall|gets|" +
            "became"),
        (Concept.Adverb,
            "just|also|simply|immediately|now|today|back|too|again|right away|quickly|first|finally|lastly|firstly|secondly|then|so|" +
            "only|actually|really|additionally|furthermore|moreover|further|ahead|already|definitely|absolutely|kindly|still|yet|soon|" +
            "urgently|hereby|officially|formally|recently|yesterday|as well|therefore|thus|hence|honestly|basically|together|very|some|" +
            "fully|completely|here|there|out|apparently|unfortunately|well|ok|okay|hello|hi|hey|dear|sorry|yes|last week|last month"),
        (Concept.And, "and|&|as well as|plus|along with|n|und|in addition to|together with"),
        (Concept.But, "but|however|yet|although|though|except that|while|whereas|only that"),
        (Concept.Because, "because|since|as|due|due to|cause|cuz|bc|coz|given|for the reason|owing|thanks to|on account|so that"),
        (Concept.When, "after|when|while|before|by the time|next week|next month|next year|in the future"),
        (Concept.EndsIn, "ends in|ending in|ends with|ending with|last digits are|last digits"),
        (Concept.Filler,
            "via mail|by mail|via post|by post|in the mail|don't care|dont care|do not care|don't mind|no matter|doesn't matter|" +
            "no hurry|no rush|no worries|no problem|no thanks|not urgent|anything else|thanks|thank you|thx|regards|best|sincerely|" +
            "cheers|team|support|customer|service|sir|madam|morning|afternoon|evening|urgent|asap|ty|help|appreciate|greetings|" +
            "hello there|good|day|great|sorry|bye"),
        (Concept.Address, "address|shipping address|delivery address|addresses"),
        (Concept.Payment, "payment|payment method|payment methods|billing|payment option|payment options|payment details"),
    ];
}
