// Called by check-queries.sh with the folder of the language service. Reads every query as Azure would and says what it finds wrong in it.
const fs = require('fs');
const path = require('path');

const library = path.join(process.argv[2], '@kusto', 'language-service-next');
require(path.join(library, 'bridge.js'));
require(path.join(library, 'Kusto.Language.Bridge.js'));
const { KustoCode, GlobalState, Symbols } = Kusto.Language;

const root = path.dirname(__dirname);
const read = (...names) => fs.readFileSync(path.join(root, ...names), 'utf8');

// Columns as the reference pages of Azure Monitor name them, as far as anything here asks for them.
const tables = Object.entries(JSON.parse(read('infra', 'log-tables.json')))
  .map(([name, columns]) => Symbols.TableSymbol.From(`(${columns})`).WithName(name));
const workspace = GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.ctor('workspace', tables));

function faultsOf(query) {
  const found = [];
  const diagnostics = Bridge.getEnumerator(KustoCode.ParseAndAnalyze(query, workspace).GetDiagnostics());
  while (diagnostics.moveNext()) {
    const { Message, Start } = diagnostics.Current;
    found.push(`${Message} At: ${query.slice(Start, Start + 60).split('\n')[0]}`);
  }
  return found;
}

// What the language knows and a log alert refuses (learn.microsoft.com/azure/azure-monitor/alerts/alerts-create-log-alert-rule, alerts-log-query).
const refused = [
  [/\bago\(\s*[^\s\d]/, 'ago() in an alert takes a literal such as 1h, no name.'],
  [/\b(bag_unpack|pivot|narrow)\b/, 'An alert can have no bag_unpack, pivot or narrow.'],
  [/\b(search|union(?! isfuzzy=true \(datatable\())\b/, 'An alert reads one table: no search, and union only to bear that this table is not there yet.'],
];
const refusalsOf = query => refused.filter(([pattern]) => pattern.test(query.replace(/^\s*\/\/.*$/gm, ''))).map(([, reason]) => reason);

// With their limits filled in, so taken from what would be deployed.
const alerts = JSON.parse(read('infra', 'production.snapshot.json')).predictedResources
  .filter(resource => resource.type === 'Microsoft.Insights/scheduledQueryRules')
  .map(rule => [`alert ${rule.properties.displayName}`, rule.properties.criteria.allOf[0].query]);

const inWorkbook = item => Object.values(item ?? {}).filter(value => typeof value === 'object').flatMap(inWorkbook)
  .concat(typeof item?.query === 'string' ? [[`workbook: ${item.title ?? item.name}`, item.query]] : []);
const workbook = inWorkbook(JSON.parse(read('infra', 'workbook.json')))
  .map(([name, query]) => [name, query.replaceAll('{TimeRange:grain}', '1h').replaceAll('{Tenant}', "'*'")]);

const docs = fs.readdirSync(path.join(root, 'docs')).filter(name => name.endsWith('.md')).flatMap(name =>
  [...read('docs', name).matchAll(/```kusto\n([^]*?)```/g)].map((block, i) => [`docs/${name}, query ${i + 1}`, block[1]]));

const queries = [...alerts, ...workbook, ...docs];
const wrong = queries.map(([name, query]) => [name, [...faultsOf(query), ...(name.startsWith('alert ') ? refusalsOf(query) : [])]])
  .filter(([, faults]) => faults.length > 0);
wrong.forEach(([name, faults]) => console.log(`FAILED  ${name}\n${faults.map(fault => `        ${fault}`).join('\n')}`));

// A checker that finds nothing anywhere is broken itself.
const refusable = ['AppMetrics | where TimeGenerated > ago(Long)', 'AppMetrics | evaluate bag_unpack(Properties)', 'union AppMetrics, AppTraces'];
const blind = faultsOf('AppMetrics | where NoSuchColumn == 1').length !== 1 || refusable.some(query => refusalsOf(query).length !== 1);
if (blind || alerts.length === 0 || workbook.length === 0 || docs.length === 0) {
  console.log('FAILED  the check itself: it finds no fault where there is one, or no queries');
  process.exitCode = 1;
}

console.log(wrong.length === 0 ? `queries: clean (${alerts.length} of alerts, ${workbook.length} of the workbook, ${docs.length} of docs)` : 'queries: FAILED');
process.exitCode ||= wrong.length === 0 ? 0 : 1;
