using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RefundAgent.Adapters;
using RefundAgent.Functions;
using RefundAgent.Web;

var builder = FunctionsApplication.CreateBuilder(args);

builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<MaskedFailures>();
builder.Logging.QuietFrameworks();
builder.AddTelemetry();
builder.Services.AddSingleton<IFunctionMetadataTransformer, WrittenSchedules>();
builder.Services.AddRefundAgent(builder.Configuration);
builder.Services.AddRefundAgentWeb(builder.Configuration);

var app = builder.Build();
await app.Services.OpenStorageAsync(CancellationToken.None);
await app.RunAsync();
