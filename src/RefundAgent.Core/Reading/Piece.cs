namespace RefundAgent.Reading;

internal enum PieceKind : byte
{
    Word,
    Mark,
    Break,
}

/// <summary>A word, a mark or a line break as it stands in the text, folded to plain lower-case letters.</summary>
/// <param name="Text">Lower case without accents; marks as they are.</param>
/// <param name="Start">Offset of the first character in the message.</param>
/// <param name="End">Offset behind the last one.</param>
internal readonly record struct Piece(PieceKind Kind, string Text, int Start, int End)
{
    public bool IsWord => Kind == PieceKind.Word;

    public bool Is(char mark) => Kind == PieceKind.Mark && Text[0] == mark;
}
