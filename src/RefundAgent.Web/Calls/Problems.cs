using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using RefundAgent.Feedback;
using RefundAgent.Reconciliation;
using RefundAgent.Web.Approvals;
using RefundAgent.Web.Proposals;

namespace RefundAgent.Web.Calls;

/// <summary>Errors as RFC 9457 problem details; the <c>type</c> is stable, so that programs can tell them apart.</summary>
internal static class Problems
{
    public const string TypePrefix = "urn:refund-agent:problem:";

    public static IResult Of(int status, string type, string title, string detail, TimeSpan? retryAfter = null) =>
        new ProblemResult(new ProblemDetails { Status = status, Type = TypePrefix + type, Title = title, Detail = detail }, retryAfter);

    /// <summary>400 that names every field at fault and what to write instead.</summary>
    public static IResult Invalid(IReadOnlyList<FieldFault> faults)
    {
        var details = new ProblemDetails
        {
            Status = StatusCodes.Status400BadRequest,
            Type = TypePrefix + "invalid-request",
            Title = "The request is not valid.",
            Detail = string.Join(" ", faults.Take(5).Select(fault => fault.ToString())),
        };
        details.Extensions["errors"] = faults
            .GroupBy(fault => fault.Field, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Select(fault => fault.Message).ToArray(), StringComparer.Ordinal);
        return new ProblemResult(details, null);
    }

    public static IResult Unauthorized() => Of(401, "unauthorized", "Who is calling?", "Send a valid key in the X-Api-Key header.");

    /// <summary>The same for every delivery that does not prove where it comes from, whatever is wrong with it: whoever forges learns nothing.</summary>
    public static IResult Unverified() => Of(401, "unauthorized", "This delivery is not accepted.", "The delivery could not be verified.");

    public static IResult Forbidden(string detail) => Of(403, "forbidden", "This key may not do that.", detail);

    public static IResult NotFound(string detail) => Of(404, "not-found", "There is no such thing.", detail);

    /// <inheritdoc cref="Conflict"/>
    public static IResult AlreadyAnswered(ApprovalView first) => Conflict(
        "already-answered", "Somebody has answered this before.",
        $"The first answer counts, and '{first.By}' gave it; a ruling that was wrong is corrected by feedback.", "answer", first);

    /// <inheritdoc cref="Conflict"/>
    public static IResult AlreadyAnswered(ProposalView first, PrincipalId by) => Conflict(
        "already-answered", "Somebody has answered this before.",
        $"The first answer counts, and '{by}' gave it; the policy itself can be changed by importing another.", "proposal", first);

    /// <inheritdoc cref="Conflict"/>
    public static IResult SecondPersonNeeded(AgreementView first) => Conflict(
        "second-person-needed", "A second person has to agree.",
        $"'{first.By}' agreed to {first.Amount} before; somebody else has to agree to the same sum before it is paid.", "approvals", new[] { first });

    /// <inheritdoc cref="Conflict"/>
    public static IResult AlreadyClosed(DiscrepancyClosing first) => Conflict(
        "already-closed", "Somebody has closed this before.",
        $"'{first.By}' closed it; it comes back by itself where something else is found to be wrong.", "closed", first);

    public static IResult TooLarge() =>
        Of(413, "too-large", "The body is too large.", $"A body may have at most {JsonBody.MostBytes / 1024} KiB.");

    /// <summary>409 that carries what came first, so that whoever came second need not ask what it was.</summary>
    private static ProblemResult Conflict(string type, string title, string detail, string name, object first)
    {
        var details = new ProblemDetails { Status = StatusCodes.Status409Conflict, Type = TypePrefix + type, Title = title, Detail = detail };
        details.Extensions[name] = first;
        return new ProblemResult(details, null);
    }

    private sealed class ProblemResult(ProblemDetails details, TimeSpan? retryAfter) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            details.Instance ??= RequestId.Of(httpContext);
            if (retryAfter is { } delay)
            {
                httpContext.Response.Headers.RetryAfter =
                    Math.Max(1, (int)Math.Ceiling(delay.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            }

            return Results.Json(details, CanonicalJson.Options, "application/problem+json", details.Status).ExecuteAsync(httpContext);
        }
    }
}
