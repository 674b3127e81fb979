#!/usr/bin/env bash
# Builds and lints infra/ with the pinned Bicep CLI; any diagnostic, a warning too, fails.
# Needs the .NET SDK on Linux x64 only. Elsewhere: BICEP=/path/to/bicep infra/check.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

if [ -z "${BICEP:-}" ]; then
  dotnet restore BicepCli.csproj --verbosity quiet
  BICEP=$(dotnet msbuild BicepCli.csproj -getProperty:BicepPath)
fi
"$BICEP" --version

diagnostics=$(mktemp)
trap 'rm -f "$diagnostics"' EXIT
failed=0

# run WHAT COMMAND...: the CLI exits with 0 on warnings, so what it writes to stderr decides as well.
run() {
  local what=$1 code=0
  shift
  "$BICEP" "$@" >/dev/null 2>"$diagnostics" || code=$?
  if [ "$code" -eq 0 ] && [ ! -s "$diagnostics" ]; then
    echo "ok      $what"
    return
  fi
  echo "FAILED  $what (exit code $code)"
  cat "$diagnostics"
  failed=1
}

# Both follow the modules that main.bicep uses.
run "lint  main.bicep" lint main.bicep
run "build main.bicep" build main.bicep --stdout
for file in *.bicepparam; do
  run "lint  $file" lint "$file"
  run "build $file" build-params "$file" --stdout
done

if [ "$failed" -ne 0 ]; then
  echo "infra: FAILED"
  exit 1
fi
echo "infra: clean"
