#!/usr/bin/env bash
# Builds everything, runs every test, and checks the Bicep templates. Needs the .NET SDK and Node.js; fetches the rest, Chromium by apt-get.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

# The console is tested in a real browser: the machine's own, since nothing here downloads one.
if [ -z "${CHROMIUM:-}" ] && ! command -v chromium > /dev/null; then
  if ! command -v apt-get > /dev/null || { [ "$(id -u)" -ne 0 ] && ! sudo -n true 2> /dev/null; }; then
    echo "The console's tests need Chromium: install it, or set CHROMIUM to the path of one, and run this again." >&2
    exit 1
  fi
  as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi; }
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium > /dev/null
fi

dotnet build RefundAgent.sln --nologo -v quiet
dotnet test RefundAgent.sln --no-build --nologo -v quiet --logger "console;verbosity=minimal" -m:1
bash infra/check.sh
bash infra/check-queries.sh
