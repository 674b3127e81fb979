namespace RefundAgent.Training;

/// <summary>Writes a case as one line of a file that a model is fine-tuned with: the prompt is the one that the model would get.</summary>
public interface ITrainingLines
{
    TrainingLine Write(TrainingCase taught, TrainingFormat format);
}

/// <summary>Which kind of fine-tuning a file is for; both as OpenAI and Azure OpenAI take them, which other trainers read as well.</summary>
public enum TrainingFormat
{
    /// <summary>Supervised: a prompt and the answer that people would have given.</summary>
    Sft,

    /// <summary>Direct preference (Rafailov et al. 2023): where people ruled otherwise than was advised, their answer and the advised one.</summary>
    Dpo,
}

/// <summary>A line, or why there is none.</summary>
public abstract record TrainingLine
{
    private TrainingLine()
    {
    }

    /// <param name="Json">One JSON object without a line break; holds no personal data that the masks know.</param>
    public sealed record Written(string Json) : TrainingLine;

    /// <param name="Why">The same words for the same cause, so that causes can be counted.</param>
    public sealed record LeftOut(string Why) : TrainingLine;
}
