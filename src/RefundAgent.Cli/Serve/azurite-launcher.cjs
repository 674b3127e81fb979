// Runs Azurite in a process group of its own, so that a Ctrl-C meant for `serve` does not take storage away from work
// that is still being finished; and ends it when `serve` goes, however that happens: then our standard input closes.
// It ends itself only when Azurite has really gone, files written and ports free: npx alone goes sooner, and a next
// start in that moment would take the dying Azurite for a running one.
const { spawn } = require('node:child_process');
const { createHash } = require('node:crypto');
const { existsSync } = require('node:fs');
const { homedir } = require('node:os');
const { join } = require('node:path');

const [version, blobPort, queuePort, tablePort, location] = process.argv.slice(1);
const windows = process.platform === 'win32';
const patience = 8000; // Below the time after which `serve` ends us.
const wanted = `azurite@${version}`;
const options = [
  '--skipApiVersionCheck', '--disableTelemetry', '--silent',
  '--blobPort', blobPort, '--queuePort', queuePort, '--tablePort', tablePort, '--location', location,
];
const streams = { detached: !windows, windowsHide: true, stdio: ['ignore', 'pipe', 'pipe'] };

// Where npx keeps what it fetched: to look there ourselves is most of a second quicker. What is not there, or not there
// in full (npm writes its lock file last), npx fetches.
const cache = process.env.npm_config_cache || (windows ? join(process.env.LOCALAPPDATA ?? homedir(), 'npm-cache') : join(homedir(), '.npm'));
const folder = createHash('sha512').update(wanted).digest('hex').slice(0, 16);
const modules = join(cache, '_npx', folder, 'node_modules');
const fetched = join(modules, 'azurite', 'dist', 'src', 'azurite.js');
const azurite = existsSync(fetched) && existsSync(join(modules, '.package-lock.json'))
  ? spawn(process.execPath, [fetched, ...options], streams)
  : spawn('npx', ['--yes', '--prefer-offline', wanted, ...options], { ...streams, shell: windows });

function signal(name) {
  try {
    process.kill(windows ? azurite.pid : -azurite.pid, name);
  } catch (gone) {
    if (gone.code !== 'ESRCH') throw gone;
  }
}

let stopping = false;
function stop() {
  if (stopping) return;
  stopping = true;
  signal('SIGTERM');
  setTimeout(() => signal('SIGKILL'), patience).unref();
}

for (const name of ['SIGINT', 'SIGHUP', 'SIGTERM']) process.on(name, () => {});
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
process.stdin.on('end', stop).on('error', stop).resume();
azurite.stdout.pipe(process.stdout);
azurite.stderr.pipe(process.stderr);
azurite.on('error', (error) => { console.error(error.message); process.exit(1); });
// Not 'exit', which tells of npx only: 'close' comes when nobody holds our pipes any more.
azurite.on('close', (code) => process.exit(code ?? 0));
