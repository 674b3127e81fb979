#!/usr/bin/env bash
# Builds and lints infra/ with the pinned Bicep CLI and compares what the parameter files would deploy with the reviewed snapshots.
# Any diagnostic, a warning too, fails. To renew the snapshots after a change that is meant: infra/check.sh --renew, then read the diff.
# Needs the .NET SDK on Linux x64 only. Elsewhere: BICEP=/path/to/bicep infra/check.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
mode=validate
[ "${1:-}" != "--renew" ] || mode=overwrite

if [ -z "${BICEP:-}" ]; then
  dotnet restore BicepCli.csproj --verbosity quiet
  BICEP=$(dotnet msbuild BicepCli.csproj -getProperty:BicepPath)
fi
"$BICEP" --version

# What the parameter files read from outside, made the same on every machine. A snapshot belongs to no subscription, so its ids are made up.
clean=(env -i PATH="$PATH" HOME="$HOME" ALERT_EMAIL=oncall@example.com BUDGET_AMOUNT=300 BUDGET_START=2026-12-01)
dev=(DEVELOPER_PRINCIPAL_ID=00000000-0000-0000-0000-000000000003 DEVELOPER_PRINCIPAL_TYPE=Group)
place=(--tenant-id 00000000-0000-0000-0000-000000000002 --subscription-id 00000000-0000-0000-0000-000000000001
  --resource-group rg-refund --location westeurope)

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

# run WHAT COMMAND...: in the background. The CLI exits with 0 on warnings, so what it writes to stderr decides as well.
count=0
run() {
  local file="$results/$((count += 1))" what=$1
  shift
  (
    code=0
    "$@" >"$file.out" 2>"$file.err" || code=$?
    if [ "$code" -eq 0 ] && [ ! -s "$file.err" ]; then
      echo "ok      $what" >"$file"
    else
      { echo "FAILED  $what (exit code $code)"; sed 's/\x1b\[[0-9;]*m//g' "$file.out" "$file.err"; } >"$file"
    fi
  ) &
}

run "lint  every .bicep" "${clean[@]}" "$BICEP" lint --pattern '**/*.bicep'
run "lint  every .bicepparam" "${clean[@]}" "$BICEP" lint --pattern '**/*.bicepparam'
wait
run "build main.bicepparam as azd does, production" "${clean[@]}" AGENT_PROFILE=production "$BICEP" build-params main.bicepparam --outfile "$results/azd.json"
run "snapshot dev.bicepparam" "${clean[@]}" "${dev[@]}" "$BICEP" snapshot dev.bicepparam --mode "$mode" "${place[@]}"
run "snapshot production.bicepparam" "${clean[@]}" "$BICEP" snapshot production.bicepparam --mode "$mode" "${place[@]}"
wait

for file in $(seq "$count"); do cat "$results/$file"; done
if grep -q '^FAILED  snapshot' "$results"/[0-9]; then
  echo "A deployment would now do something else than what was reviewed. If it should: infra/check.sh --renew, read the diff of"
  echo "infra/*.snapshot.json line by line, and bring docs/azure.md (Snapshots) up to date."
fi
if grep -q '^FAILED' "$results"/[0-9]; then
  echo "infra: FAILED"
  exit 1
fi
echo "infra: clean"
