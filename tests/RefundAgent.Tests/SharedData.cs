namespace RefundAgent.Tests;

/// <summary>Cases that nobody on this project wrote, beside the project where they are present.</summary>
internal static class SharedData
{
    public static string At(string file) => Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "data", file));
}

/// <summary>A fact about shared data; where the file is absent the run says plainly that the test was left out.</summary>
internal sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute(string file)
    {
        if (!File.Exists(SharedData.At(file)))
        {
            Skip = $"left out: ../shared/data/{file} is not there";
        }
    }
}
