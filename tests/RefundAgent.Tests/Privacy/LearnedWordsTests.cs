using RefundAgent.Context;

namespace RefundAgent.Tests.Privacy;

public sealed class LearnedWordsTests
{
    [Fact]
    public void A_tone_note_holds_no_personal_data_however_it_was_made()
    {
        LearnedItem note = new LearnedItem.ToneNote { Id = new LearnedItemId("tone"), Text = "Write to mara@example.com as warmly as to others." };

        var read = CanonicalJson.Read<LearnedItem>(CanonicalJson.Write(note));

        Assert.Equal("Write to [email] as warmly as to others.", Assert.IsType<LearnedItem.ToneNote>(read).Text);
        Assert.Equal(note, read);
    }
}
