namespace RefundAgent.Cli;

/// <summary>One line at the terminal that is written over and over; in a file or a log, where nothing can be written over, it is left out.</summary>
internal sealed class TerminalLine(TextWriter error, bool isTerminal)
{
    private const int Width = 100;

    private bool began;

    public static TerminalLine To(TextWriter error) => new(error, !Console.IsErrorRedirected);

    public void Write(string text)
    {
        if (isTerminal)
        {
            began = true;
            error.Write($"\r{text,-Width}");
        }
    }

    public void End()
    {
        if (began)
        {
            error.WriteLine();
        }
    }
}
