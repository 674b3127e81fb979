namespace RefundAgent.Reading;

/// <summary>
/// German, French, Spanish, Italian, Portuguese, Dutch and Polish by concept, without accents. Only words that mean nothing else in
/// English; enough to tell what is asked, while anything finer stays doubtful.
/// </summary>
internal static class EuropeanWords
{
    public static readonly (Concept Concept, string Words)[] Table =
    [
        (Concept.Return,
            "zuruckgeben|zuruckzugeben|zuruckgebe|zurucksenden|zuruckzusenden|zuruckschicken|zuruckzuschicken|zurueckgeben|" +
            "zurueckschicken|zuruecksenden|retournieren|rucksendung|ruckgabe|rueckgabe|retoure|umtauschrecht|retourner|renvoyer|rendre|" +
            "retourne|renvoie|retour de|devolver|devuelvo|devolucion|regresar|retornar|restituire|rendere|restituzione|reso|rimandare|" +
            "devolvo|devolucao|terugsturen|terugzenden|teruggeven|retourneren|retour sturen|zwrocic|zwracam|zwrot towaru|odeslac|oddac"),
        (Concept.Cancel,
            "stornieren|storniere|storniert|stornierung|kundigen|absagen|annuler|annulez|annulation|annule|cancelar|cancele|cancela|" +
            "anular|anule|anulacion|cancelacion|cancelamento|cancelem|annullare|annulli|annullate|annullamento|cancellare|disdire|" +
            "annuleren|annuleer|annulering|anulowac|anuluj|anulowanie|anulujcie|odwolac"),
        (Concept.Refund,
            "erstattung|ruckerstattung|rueckerstattung|erstatten|ruckerstatten|geld zuruck|geld zurueck|mein geld|remboursement|" +
            "rembourser|remboursez|rembourse|rembourses|reembolso|reembolsar|reembolse|reembolsen|devolver el dinero|" +
            "devolucion del dinero|mi dinero|rimborso|rimborsare|rimborsate|rimborsato|reembolsem|estorno|meu dinheiro|terugbetaling|" +
            "terugbetalen|geld terug|zwrot pieniedzy|zwrotu pieniedzy|refundacja|zwrot kosztow"),
        (Concept.Exchange,
            "umtauschen|umzutauschen|umtausch|austauschen|tauschen|ersatz|ersetzen|ersatzlieferung|echanger|echange|remplacer|" +
            "remplacement|cambiar|intercambiar|reemplazar|reemplazo|cambiare|scambiare|sostituire|sostituzione|trocar|troca|substituir|" +
            "ruilen|omruilen|omwisselen|vervangen|wymienic|wymiana|wymiane|zamienic"),
        (Concept.Change,
            "andern|aendern|anderung|adresse andern|modifier|changer|modificar|modificare|alterar|wijzigen|veranderen|zmienic|zmiana|" +
            "zmiane"),
        (Concept.Keep, "behalten|garder|conserver|quedarme|mantener|conservar|tenere|manter|houden|behouden|zatrzymac"),
        (Concept.Human, "mitarbeiter|mensch|conseiller|agente humano|operatore|atendente|medewerker|konsultant|konsultantem"),
        (Concept.Know,
            "wo ist|wo bleibt|wann|wie viel|ou est|quand|combien|donde esta|cuando|cuanto|dov'e|dove|quando|quanto|onde|waar|wanneer|" +
            "hoeveel|gdzie|kiedy|ile|warum|pourquoi|por que|perche|waarom|dlaczego|wie kann ich|comment puis|como puedo|come posso|" +
            "como posso"),
        (Concept.Want,
            "ich will|ik wil|mochte|moechte|mochten|will|wurde gerne|wurde gern|hatte gerne|wunsche|verlange|brauche|bitte um|je veux|" +
            "veux|voudrais|souhaite|souhaiterais|aimerais|demande|exige|quiero|quisiera|deseo|me gustaria|necesito|solicito|queria|" +
            "vorrei|voglio|desidero|chiedo|richiedo|quero|gostaria de|gostaria|preciso|desejo|ik wil|wil|zou graag|graag|wens|chce|" +
            "chcialbym|chcialabym|prosze o|zadam|pragne"),
        (Concept.Please,
            "bitte|s'il vous plait|svp|s'il te plait|veuillez|merci de|por favor|per favore|per piacere|alsjeblieft|alstublieft|aub|" +
            "prosze"),
        (Concept.CanYou,
            "konnen sie|konnten sie|pouvez vous|pourriez vous|puede|podria|pueden|podrian|potete|potreste|puo|potrebbe|pode|podem|" +
            "poderia|kunt u|kun je|zou u|czy moga panstwo|czy mozecie"),
        (Concept.CanI, "kann ich|konnte ich|darf ich|puis je|puedo|posso|potrei|kan ik|mag ik|czy moge|est ce que|moge"),
        (Concept.Not,
            "nicht|kein|keine|keinen|keinesfalls|ohne|nie|niemals|ne|pas|jamais|sans|ni|sin|nunca|jamas|non|senza|mai|nao|sem|niet|" +
            "geen|zonder|nooit|nie chce|bez|nigdy|statt|anstatt|au lieu|en lugar|invece|em vez|w zamian|n'est|n'ai"),
        (Concept.If,
            "wenn|falls|sofern|ob|ansonsten|sonst|es sei denn|si|sinon|a condition|a moins|en cas|au cas|sino|a menos|siempre que|" +
            "en caso|se|altrimenti|a meno|nel caso|senao|caso|a menos que|als|indien|tenzij|anders|jesli|jezeli|chyba ze|gdyby|o ile"),
        (Concept.Perhaps,
            "vielleicht|eventuell|uberlege|peut etre|hesite|quiza|quizas|tal vez|forse|magari|talvez|misschien|moze|byc moze|" +
            "zastanawiam"),
        (Concept.Retract,
            "vergessen sie es|doch nicht|oubliez|laissez tomber|olvidelo|olvidalo|lascia perdere|esqueca|laat maar|niewazne"),
        (Concept.Or, "oder|entweder|ou|oppure|lub|albo"),
        (Concept.Self, "ich|wir|je|j'ai|nous|yo|io|eu|ik|wij|ja|j'aimerais|mir|mich"),
        (Concept.OrderNoun,
            "bestellung|auftrag|bestellnummer|auftragsnummer|commande|pedido|orden|ordine|encomenda|bestelling|bestelnummer|zamowienie|" +
            "zamowienia|numero de pedido|numero di ordine"),
        (Concept.OrdersNoun, "bestellungen|auftrage|commandes|pedidos|ordini|encomendas|bestellingen"),
        (Concept.ItemNoun, "artikel|ware|produkt|article|articulo|producto|articolo|prodotto|produto|artigo"),
        (Concept.ItemsNoun,
            "produkte|waren|productos|articulos|articoli|prodotti|produtos|artigos|produits|producten|artikelen|produkty"),
        (Concept.Everything, "alles|tout|todo|tutto|tudo|wszystko"),
        (Concept.All, "alle|tous|toutes|todos|todas|tutti|tutte|wszystkie"),
        (Concept.Whole, "ganze|gesamte|komplette|entiere|toute|completa|entero|intero|completo|inteiro|hele|cale|calosc|vollstandige"),
        (Concept.Both, "beide|beiden|les deux|ambos|ambas|entrambi|entrambe|oba|obie"),
        (Concept.Except, "ausser|bis auf|sauf|excepto|salvo|tranne|eccetto|exceto|behalve|oprocz|poza|hormis"),
        (Concept.Received,
            "erhalten|bekommen|geliefert|angekommen|recu|livre|recibido|recibi|ricevuto|arrivato|recebi|ontvangen|otrzymalem|otrzymalam"),
        (Concept.Bought,
            "gekauft|bestellt|achete|commande passee|comprado|compre|comprato|ordinato|comprei|gekocht|besteld|kupilem|kupilam"),
        (Concept.Recent, "letzte|letzten|derniere|dernier|ultimo|ultima|laatste|ostatnie|ostatniego"),
        (Concept.GiftCard,
            "geschenkkarte|gutschein|carte cadeau|tarjeta de regalo|carta regalo|cartao presente|cadeaubon|karta podarunkowa"),
        (Concept.PartialSum,
            "entschadigung|schadenersatz|teilerstattung|preisnachlass|dedommagement|indemnisation|compensacion|indemnizacion|" +
            "risarcimento|indennizzo|compensacao|schadevergoeding|odszkodowanie|rekompensata"),
        (Concept.Determiner,
            "der|die|das|den|dem|des|ein|eine|einen|einer|mein|meine|meinen|meiner|meines|diese|diesen|dieser|le|la|les|un|une|mon|ma|" +
            "mes|ce|cet|cette|el|los|las|una|unos|mi|mis|este|esta|estos|il|lo|gli|uno|mio|mia|miei|mie|questo|questa|um|uma|meu|minha|" +
            "meus|minhas|os|het|een|mijn|deze|dit|moje|moj|moja|ten|tego|mojego|te|del|della|dello|du"),
        (Concept.From, "aus|von|vom|zu|fur|bei|dans|pour|para|por|con|avec|mit|voor|uit|van|met|dla|z|ze|per|dal|dalla|da|di|de|no"),
        (Concept.And, "und|et|y|e|en|i|oraz|sowie|ainsi que"),
        (Concept.Because, "weil|da|parce que|car|porque|ya que|perche|poiche|want|omdat|poniewaz|bo"),
    ];
}
