// Runs Azurite in a process group of its own, so that a Ctrl-C meant for `serve` does not take storage away from work
// that is still being finished; and ends it when `serve` goes, however that happens: then our standard input closes.
const { spawn } = require('node:child_process');

const [version, blobPort, queuePort, tablePort, location] = process.argv.slice(1);
const windows = process.platform === 'win32';
const azurite = spawn('npx', [
  '--yes', '--prefer-offline', `azurite@${version}`, '--skipApiVersionCheck', '--disableTelemetry', '--silent',
  '--blobPort', blobPort, '--queuePort', queuePort, '--tablePort', tablePort, '--location', location,
], { detached: !windows, shell: windows, windowsHide: true, stdio: ['ignore', 'inherit', 'inherit'] });

function stop() {
  if (azurite.exitCode !== null || azurite.signalCode !== null) return;
  try {
    process.kill(windows ? azurite.pid : -azurite.pid, 'SIGTERM');
  } catch (gone) {
    if (gone.code !== 'ESRCH') throw gone;
  }
}

for (const signal of ['SIGINT', 'SIGHUP', 'SIGTERM']) process.on(signal, () => {});
process.stdin.on('end', stop).on('error', stop).resume();
azurite.on('error', (error) => { console.error(error.message); process.exit(1); });
azurite.on('exit', (code) => process.exit(code ?? 0));
