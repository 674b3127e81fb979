using System.Collections.Immutable;

namespace RefundAgent.Replies;

/// <summary>What a reply can be made of: the keys of a file of texts, each with the placeholders that its text must hold, and no others.</summary>
public static class TextKeys
{
    public const string UnderWay = "underWay";
    public const string Refunded = "refunded.original";
    public const string RefundedAsStoreCredit = "refunded.storeCredit";
    public const string RefundedToGiftCard = "refunded.giftCard";
    public const string OnItsWay = "onItsWay.original";
    public const string OnItsWayAsStoreCredit = "onItsWay.storeCredit";
    public const string OnItsWayToGiftCard = "onItsWay.giftCard";
    public const string Fee = "fee";
    public const string KeepItem = "keepItem";
    public const string CheckingOrder = "checkingOrder";
    public const string Checking = "checking";
    public const string Denied = "denied";
    public const string DeniedBecause = "deniedBecause";
    public const string FeeTakesAll = "why.feeTakesAll";
    public const string NothingPaidForOrder = "why.nothingPaidForOrder";
    public const string OrderGivenBack = "why.orderGivenBack";
    public const string ItemsGivenBack = "why.itemsGivenBack";
    public const string NothingPaidForItems = "why.nothingPaidForItems";
    public const string Ask = "ask";
    public const string WhichOrder = "question.whichOrder";
    public const string UnknownOrder = "question.unknownOrder";
    public const string WhichItems = "question.whichItems";
    public const string UnknownItem = "question.unknownItem";
    public const string Conditional = "question.conditional";
    public const string WhichRequest = "question.whichRequest";
    public const string WhatHappened = "question.whatHappened";
    public const string Photo = "question.photo";
    public const string ProofOfReturn = "question.proofOfReturn";
    public const string Receipt = "question.receipt";
    public const string Charge = "question.charge";
    public const string HandedOver = "handedOver";

    /// <summary>How the customer's own words are put where a text says <c>{about}</c>; nothing stands there without any.</summary>
    public const string About = "about";

    /// <summary>What stands between two sentences of one claim: a blank, or nothing in scripts that have none.</summary>
    public const string SentenceGap = "style.sentenceGap";

    /// <summary>What stands before the decimals of a sum.</summary>
    public const string DecimalMark = "style.decimalMark";

    public static ImmutableSortedDictionary<string, ImmutableArray<string>> Placeholders { get; } =
        new Dictionary<string, ImmutableArray<string>>
        {
            [UnderWay] = ["order"],
            [Refunded] = ["amount", "order"],
            [RefundedAsStoreCredit] = ["amount", "order"],
            [RefundedToGiftCard] = ["amount", "order"],
            [OnItsWay] = ["amount", "order"],
            [OnItsWayAsStoreCredit] = ["amount", "order"],
            [OnItsWayToGiftCard] = ["amount", "order"],
            [Fee] = ["amount"],
            [KeepItem] = [],
            [CheckingOrder] = ["order"],
            [Checking] = [],
            [Denied] = [],
            [DeniedBecause] = ["why"],
            [FeeTakesAll] = ["amount"],
            [NothingPaidForOrder] = [],
            [OrderGivenBack] = [],
            [ItemsGivenBack] = [],
            [NothingPaidForItems] = [],
            [Ask] = ["questions"],
            [WhichOrder] = [],
            [UnknownOrder] = ["about"],
            [WhichItems] = ["about"],
            [UnknownItem] = ["about"],
            [Conditional] = ["about"],
            [WhichRequest] = ["about"],
            [WhatHappened] = [],
            [Photo] = [],
            [ProofOfReturn] = [],
            [Receipt] = [],
            [Charge] = [],
            [HandedOver] = [],
            [About] = ["words"],
            [SentenceGap] = [],
            [DecimalMark] = [],
        }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>The only ones that may be short of a word.</summary>
    internal static bool IsStyle(string key) => key is SentenceGap or DecimalMark;
}
