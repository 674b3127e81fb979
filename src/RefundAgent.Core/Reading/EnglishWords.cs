namespace RefundAgent.Reading;

/// <summary>English vocabulary by concept: words and phrases as <see cref="Folding"/> leaves them, separated by bars.</summary>
internal static class EnglishWords
{
    public static readonly (Concept Concept, string Words)[] Table =
    [
        (Concept.Return,
            "return|returns|returned|returning|retrun|retunr|reutrn|retrn|returm|send back|sending back|sent back|send it back|" +
            "send them back|sending it back|sending them back|send this back|send these back|give back|give it back|give them back|" +
            "giving back|ship back|ship it back|bring back|bring it back|mail back|mail it back|hand back"),
        (Concept.Cancel,
            "cancel|cancels|canceled|cancelled|canceling|cancelling|cancellation|cancelation|cancle|cancell|cansel|cancl|call off|" +
            "calling off"),
        (Concept.Refund,
            "refund|refunds|refunded|refunding|refudn|refun|refunf|reimburse|reimbursed|reimbursement|money back|my money back|" +
            "the money back|cash back|chargeback|get my money|moneyback"),
        (Concept.Exchange,
            "exchange|exchanged|exchanging|exchanges|exhange|exchnage|excange|swap|swapped|swapping|trade|trade in|replace|replaced|" +
            "replacing|replacement|replacements|repair|repaired|reorder|re order|reship|resend|send me another|send a new one|" +
            "send me a new one|another one|a new one|a different one|different size|different color|different colour|right size|" +
            "correct size|new ones|a new pair|another pair|the same in|the same one in"),
        (Concept.Change,
            "change|changed|changes|changing|modify|modified|modifying|modification|modifications|switch|switched|switching|upgrade|" +
            "upgraded|upgrading|downgrade|update|updated|updating|edit|adjust|adjusted|adjusting|correct|corrected|remove|removed|" +
            "removing|removal|add|added|adding|move|reduce|take out|take off|swap out|convert|split"),
        (Concept.Keep, "keep|keeping|kept|hold on to|leave|retain|not part with"),
        (Concept.Drop,
            "no longer need|no longer want|no longer needs|don't need|dont need|do not need|don't want|dont want|do not want|" +
            "not receive|no need for|no use for|have no use for|changed my mind about|don't like|dont like|do not like|not happy with|" +
            "unhappy with|not satisfied with|dissatisfied with|sick of"),
        (Concept.Human,
            "human|real person|a person|representative|supervisor|manager|human agent|live agent|speak to someone|talk to someone|" +
            "speak with someone|talk with someone|speak to a|talk to a|speak with a|talk with a|call me|phone me|escalate"),
        (Concept.Know,
            "know|tell me|let me know|wonder|wondering|find out|check|inquire|ask about|confirm|verify|look up|how much|how many|" +
            "where is|where's|when will|what is|what's|how long|how do|how can|how to|tracking|track|status|information|details|see if|" +
            "see whether|know if|know whether|tell me if|wonder if|wondering if|check if|check whether|ask if|asking if|find out if|" +
            "confirm if|confirm whether|curious if|troubleshoot|why|what are|explain|show me|clarify|which|what|how|where|when is|" +
            "when can|when do|when does|query|question about|total"),
        (Concept.Want,
            "want|wanna|would like|i'd like|id like|we'd like|would love|i'd love|wish|wish to|need|needs|looking to|hoping to|" +
            "decided to|decide to|have to|must|would prefer|i'd prefer|would rather|i'd rather|wanting|need to|request that|i'd want|" +
            "demand|insist on|insist|like you to|want you to|need you to|i request|i am requesting|i'm requesting|requesting|" +
            "asking for|ask for|asking you to|ask you to|request for|request|help me|help me to|i'll have to|ready to|prefer to|" +
            "eager to|expect|deserve|go ahead and|proceed to|proceed with|opt for|in need of"),
        (Concept.Please, "please|pls|plz|kindly|pleae|plase|thanks in advance"),
        (Concept.CanYou,
            "can you|could you|would you|will you|can u|could u|can we|can someone|could someone|would you please|be able to help me|" +
            "would it be possible for you to|help with|assist me in|assist me with|assist with|help me with|would you mind"),
        (Concept.CanI,
            "can i|could i|may i|am i able to|is it possible to|would it be possible to|possible to|might i|should i|how do i|" +
            "how can i|how would i|how to|can it be|could it be|able to|allowed to|eligible|entitled|what if|do you|does it|is there|" +
            "are there|am i|is it|will i|would i|can one|i can|i could|we can|is this|are these|do i"),
        (Concept.Obtain,
            "get|getting|receive a|issue|issuing|process|processing|initiate|start|arrange|set up|give me|giving me|grant|provide|" +
            "send me|handle|getting back|get back|obtain|apply for|seek|seeking"),
        (Concept.Self, "i|we|i'm|im|i've|ive|i'll|i'd|we're|we've|we'd|me|myself|i'am|we'll|us|i're"),
        (Concept.Someone,
            "wants|he|she|he's|she's|friend|wife|husband|seller|neighbor|neighbour|colleague|mother|father|mom|dad|sister|brother|" +
            "daughter|son|boss|they're|somebody|someone|people|your website|your policy|policy says|agent|reviewer|partner"),
        (Concept.Told,
            "told|said|says|tells|suggested|advised|recommended|claims|claimed|according to|mentioned|wrote|heard|did you|have you|" +
            "has it|was it|did he|did she"),
        (Concept.Gone,
            "lost|stolen|sold|gave away|given away|gave it away|threw away|thrown away|threw it away|threw out|disposed of|donated|" +
            "misplaced|resold|gifted"),
        (Concept.YouAsk,
            "you ask|you asks|you asked|agent asks|they ask|you need to know|you need confirmation|you need my|you want to know|" +
            "you require|you need me to confirm|someone asks|you inquire|asked why|asked for"),
        (Concept.Not,
            "not|don't|dont|do not|doesn't|doesnt|didn't|didnt|won't|wont|wouldn't|never|no|without|rather than|instead of|avoid|stop|" +
            "cannot|can't|cant|nor|neither|isn't|isnt|aren't|wasn't|haven't|hasn't|hadn't|shouldn't|couldn't|refuse to|do't|dnt|undo|" +
            "reverse|revoke|withdraw|undoing|prevent|none|not going to|refrain from|no need to"),
        (Concept.If,
            "if|unless|in case|otherwise|provided|providing|as long as|whether|should you|should it|assuming|until|depending|depends|" +
            "else|in the event|only when|suppose|supposing|or else|even if|failing that|alternatively|once|contingent|on condition|" +
            "only after|but first|not before|as soon as|subject to"),
        (Concept.Perhaps,
            "maybe|perhaps|considering|consider|thinking|think about|think of|might|may|possibly|not sure|unsure|undecided|" +
            "contemplating|could|debating|leaning towards|tempted|planning to|plan to|intend to|wanted to|trying to|try to|tried to|" +
            "thought about|was going to|were going to|hypothetically|theoretically|would have|eventually|initially|probably|at first|" +
            "ideally|let's say|imagine|in theory|considered|not certain|someday|later"),
        (Concept.Retract,
            "never mind|nevermind|forget it|forget about it|forget that|scratch that|on second thought|on second thoughts|actually no|" +
            "change my mind|changed my mind|changing my mind|disregard|ignore that|wait no|no wait|cancel this request|oh wait|" +
            "take that back|strike that|ignore my|i take it back|just kidding|already resolved|no longer an issue|do not do anything|" +
            "don't do anything|decide not to|decided not to|decide to not|i mean|correction|rethink|reconsider|second thoughts|regret|" +
            "regretted|have second thoughts"),
        (Concept.Halt,
            "don't process|do not process|dont process|do nothing|don't proceed|do not proceed|don't go ahead|do not go ahead|hold off|" +
            "hold on|on hold|pretend|pretending|act like|act as if|make believe|let me think|think about it|think it over|" +
            "think about this|need to think|just a test|test message|just testing|prank|a joke|not a request|no action|decline|say no|" +
            "wait for my|wait until|disagrees|disagree|i meant|meant to say|before doing anything|before that|before you do|" +
            "first tell me|first let me know"),
        (Concept.Instead, "instead|in exchange for"),
        (Concept.Or, "or|either|and/or"),
        (Concept.OnlyOne,
            "only one is|only one can|only one will|if only one|only one of|one of the two|only do one|only one thing|only one request|" +
            "just one of|one or the other|only do either|one of them|do both|at most one|only one action|only handle one"),
        (Concept.Impossible,
            "not possible|impossible|isn't possible|not be possible|cannot|can't|cant|not able|unable|not allowed|can not|not feasible|" +
            "not available|not an option|couldn't|isn't an option|not permitted|isn't allowed|doesn't work|does not work|not work|fails"),
        (Concept.Courtesy,
            "if possible|if you can|if you could|if that's ok|if that's okay|if that is ok|if that is okay|if you don't mind|" +
            "if you dont mind|if at all possible|if you please|if needed|if necessary|if required|if any|if it's not too much trouble|" +
            "if you have any questions|if you need anything|if you need any|if you need more|if you need further|if you would|" +
            "if you wouldn't mind|let me know if|if anything else|if there is anything|once and for all|as soon as possible|asap|" +
            "at once"),
        .. EnglishNouns.Table,
    ];
}
