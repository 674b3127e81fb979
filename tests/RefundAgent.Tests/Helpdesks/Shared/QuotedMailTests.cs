using RefundAgent.Adapters.Helpdesks.Shared;

namespace RefundAgent.Tests.Helpdesks.Shared;

public sealed class QuotedMailTests
{
    /// <summary>As Gmail introduces a quote in the languages that we answer in.</summary>
    public static TheoryData<string> Introductions =>
    [
        "On Sun, 22 Nov 2026 at 10:00, Shop <a@shop.example> wrote:",
        "Am So., 22. Nov. 2026 um 10:00 Uhr schrieb Shop <a@shop.example>:",
        "Le dim. 22 nov. 2026 à 10:00, Shop <a@shop.example> a écrit :",
        "El dom, 22 nov 2026 a las 10:00, Shop (<a@shop.example>) escribió:",
        "Il giorno dom 22 nov 2026 alle ore 10:00 Shop <a@shop.example> ha scritto:",
        "Em dom., 22 de nov. de 2026 às 10:00, Shop <a@shop.example> escreveu:",
        "A domingo, 22/11/2026, 10:00, Shop <a@shop.example> escreveu:",
        "Op zo 22 nov 2026 om 10:00 schreef Shop <a@shop.example>:",
        "Den sön 22 nov. 2026 kl 10:00 skrev Shop <a@shop.example>:",
        "Den søn. 22. nov. 2026 kl. 10.00 skrev Shop <a@shop.example>:",
        "niedz., 22 lis 2026 o 10:00 Shop <a@shop.example> napisał(a):",
        "ne 22. 11. 2026 v 10:00 odesílatel Shop <a@shop.example> napsal:",
        "Shop <a@shop.example>, 22 Kas 2026 Paz, 10:00 tarihinde şunu yazdı:",
        "Shop <a@shop.example> 于2026年11月22日周日 10:00写道：",
        "2026年11月22日(日) 10:00 Shop <a@shop.example>:",
    ];

    [Theory]
    [MemberData(nameof(Introductions))]
    public void A_quote_is_taken_out_with_the_line_that_introduces_it(string introduction)
    {
        Assert.Equal("Thanks!", QuotedMail.Strip($"Thanks!\n\n{introduction}\n\n> Please refund me\n>\n> > and before that"));
        Assert.Equal("Thanks!\n\nAnn", QuotedMail.Strip($"Thanks!\n\n{introduction}\n> Please refund me\n\nAnn"));
        Assert.Equal("Thanks!", QuotedMail.Strip($"Thanks!\n{introduction}\n> Please refund me"));
        Assert.Equal("Order #1002", QuotedMail.Strip($"{introduction}\n> Which order?\n\nOrder #1002"));
    }

    /// <summary>Some programs quote without marking the lines.</summary>
    [Theory]
    [MemberData(nameof(Introductions))]
    public void Below_an_introduction_with_time_and_sender_all_is_older(string introduction) =>
        Assert.Equal("Thanks!", QuotedMail.Strip($"Thanks!\n\n{introduction}\nPlease refund me"));

    [Fact]
    public void An_introduction_may_take_several_lines() => Assert.Equal(
        "Thanks!", QuotedMail.Strip("Thanks!\n\nOn Sun, 22 Nov 2026 at 10:00, The Shop With A Long Name\n<a@shop.example>\nwrote:\n> Please refund me"));

    [Theory]
    [InlineData("-----Original Message-----")]
    [InlineData("-----Ursprüngliche Nachricht-----")]
    [InlineData("-----Message d'origine-----")]
    [InlineData("-----Mensaje original-----")]
    [InlineData("-----Messaggio originale-----")]
    [InlineData("-----Mensagem original-----")]
    [InlineData("-----Oorspronkelijk bericht-----")]
    [InlineData("-----Ursprungligt meddelande-----")]
    [InlineData("-----Oprindelig meddelelse-----")]
    [InlineData("-----Wiadomość oryginalna-----")]
    [InlineData("-----Původní zpráva-----")]
    [InlineData("-----Orijinal Mesaj-----")]
    [InlineData("------------------ 原始邮件 ------------------")]
    [InlineData("-----元のメッセージ-----")]
    [InlineData("##- Bitte geben Sie Ihre Antwort oberhalb dieser Zeile ein. -##")]
    [InlineData("-- Please reply above this line --")]
    [InlineData("From: Shop <a@shop.example>\nSent: Sunday, November 22, 2026 10:00 AM\nTo: Ann\nSubject: Re: Order")]
    [InlineData("*Von:* Shop\n*Gesendet:* Sonntag\n*An:* Ann\n*Betreff:* Bestellung")]
    [InlineData("________________________________\nDe : Shop\nEnvoyé : dimanche\nÀ : Ann\nObjet : Commande")]
    [InlineData("差出人: Shop\n送信日時: 2026年11月22日\n宛先: Ann\n件名: 注文")]
    [InlineData("发件人：Shop\n发送时间：2026年11月22日\n收件人：Ann\n主题：订单")]
    public void Below_a_separator_all_is_older(string separator) => Assert.Equal("Thanks!", QuotedMail.Strip($"Thanks!\n\n{separator}\n\nPlease refund me"));

    /// <summary>A customer's words are not cut for looking a little like mail.</summary>
    [Theory]
    [InlineData("On Monday your colleague wrote:\nYou will get 12.50 back.\nI got nothing.")]
    [InlineData("I ordered 2 items.\nYour colleague wrote:\nThey are on the way.")]
    [InlineData("I wrote:\nplease cancel 2 items")]
    [InlineData("From: Berlin\nTo: Paris\nThe parcel went there and back.")]
    [InlineData("____________________\nSigned, Ann")]
    [InlineData("a\n\n\n\nb")]
    [InlineData("-- \nAnn")]
    [InlineData("Subject: my refund\nWhere is it?")]
    public void What_only_resembles_older_mail_is_kept(string text) => Assert.Equal(text, QuotedMail.Strip(text));

    [Theory]
    [InlineData("> Refund me", "Refund me")]
    [InlineData("-----Original Message-----\nRefund me", "-----Original Message-----\nRefund me")]
    [InlineData("", "")]
    public void A_message_that_is_nothing_but_older_mail_is_kept(string text, string kept) => Assert.Equal(kept, QuotedMail.Strip(text));
}
