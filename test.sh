#!/usr/bin/env bash
# Builds everything, runs every test, and checks the Bicep templates. Needs the .NET SDK and Node.js; fetches the rest.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

dotnet build RefundAgent.sln --nologo -v quiet
dotnet test RefundAgent.sln --no-build --nologo -v quiet --logger "console;verbosity=minimal" -m:1
bash infra/check.sh
