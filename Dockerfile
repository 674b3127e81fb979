# `refund-agent serve` as an image, for teams that don't run Azure Functions. How to run it: docs/container.md.
# Build: docker build --tag refund-agent .

# Built where the builder runs and for where the image will run, so that no emulator is needed.
FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
ARG TARGETARCH
WORKDIR /source

# What says which packages there are changes seldom: the layer with the packages is kept.
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/RefundAgent.Core/RefundAgent.Core.csproj src/RefundAgent.Core/
COPY src/RefundAgent.Adapters/RefundAgent.Adapters.csproj src/RefundAgent.Adapters/
COPY src/RefundAgent.Web/RefundAgent.Web.csproj src/RefundAgent.Web/
COPY src/RefundAgent.Cli/RefundAgent.Cli.csproj src/RefundAgent.Cli/
RUN dotnet restore src/RefundAgent.Cli --arch $TARGETARCH

COPY src/ src/
RUN dotnet publish src/RefundAgent.Cli --no-restore --configuration Release --arch $TARGETARCH --self-contained false --output /app

# Chiseled: no shell, no package manager, a user that is not root. No ICU either: texts are handled without cultures everywhere.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled
WORKDIR /app
COPY --from=build /app .

# Nothing is written to disk: no sockets of debuggers, which would need a folder, and no ports of the base image, as --port says it.
ENV DOTNET_EnableDiagnostics=0 \
    ASPNETCORE_HTTP_PORTS=

USER $APP_UID
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 CMD ["dotnet", "refund-agent.dll", "health", "--port", "8080"]
ENTRYPOINT ["dotnet", "refund-agent.dll"]
CMD ["serve", "--listen", "any", "--port", "8080"]
