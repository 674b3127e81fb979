#!/usr/bin/env bash
# Compiles every query of alerts, workbook and docs against the tables that it reads, with the language service that Azure's own editor uses.
# Needs Node.js with npm. No Azure.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

library=$(mktemp -d)
trap 'rm -rf "$library"' EXIT
npm install --prefix "$library" --ignore-scripts --no-audit --no-fund --silent @kusto/language-service-next@12.4.1
node check-queries.cjs "$library/node_modules"
