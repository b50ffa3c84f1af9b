// Runs a root command on any Node >= 20: installs what is missing, then hands over to the pinned
// Node 24 that the dependencies bring. Plain JavaScript with no imports beyond Node, because it runs
// before anything is installed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const at = (...parts) => join(root, ...parts);

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** The commands of each root command, once Node 24 and the dependencies are installed. */
const commands = {
  hubtwin: ['node', 'apps/hubtwin/src/main.ts'],
  bench: ['node', 'bench/src/main.ts'],
  test: [
    'turbo',
    'run',
    'check:types',
    'check:lint',
    'check:boundaries',
    'check:unused',
    'check:tests',
    '--output-logs=full',
    '--log-order=stream',
    '--concurrency=2',
  ],
  'test:faults': ['vitest', 'run', '--project', 'faults'],
  'test:image': ['node', 'infra/image/main.ts'],
  format: ['biome', 'check', '--write'],
};

const [name, ...rest] = process.argv.slice(2);
// The first step of `npm start`, which then starts Node 24 itself, so that no process remains in between.
if (name === 'install') {
  await installMissing();
  process.exit();
}
const command = commands[name];
if (command === undefined) {
  console.error(`Unknown command ${name}. Known: ${Object.keys(commands).join(', ')}.`);
  process.exit(2);
}

await installMissing();
process.exitCode = await run(command[0], [...command.slice(1), ...rest], {
  ...process.env,
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
  PATH: [at('node_modules/node/bin'), at('node_modules/.bin'), process.env.PATH].join(delimiter),
});

/** Installs if node_modules does not match the lockfile; the marker file contains the lockfile's hash. */
async function installMissing() {
  const marker = at('node_modules/.hubtwin-installed');
  const wanted = createHash('sha256')
    .update(readFileSync(at('pnpm-lock.yaml')))
    .digest('hex');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return;
  const progress = showInstallation();
  const code = await run(
    'npx',
    ['--yes', 'pnpm@12', 'install', '--frozen-lockfile', '--reporter=append-only'],
    process.env,
    progress.read,
  );
  progress.end();
  if (code !== 0) {
    // 128 and more: a signal ended it.
    if (code < 128) {
      console.error(progress.output());
      console.error('Installing failed; the lines above say why. Fix that and run the command again.');
    }
    process.exit(code);
  }
  writeFileSync(marker, wanted);
}

/**
 * Shows an installation as a progress line on a terminal, and as one line elsewhere. Other output of pnpm,
 * such as that this Node is not the version of the dependencies, is shown only if it fails.
 */
function showInstallation() {
  const title = 'Installing dependencies (once for each lockfile)';
  const isTerminal = process.stderr.isTTY === true;
  let output = '';
  if (!isTerminal) process.stderr.write(`${title} ...\n`);
  const show = () => {
    const total = output.match(/^Packages: \+(\d+)/m)?.[1];
    const added = output.match(/.*\badded (\d+)/s)?.[1] ?? 0;
    const share = total === undefined ? '' : ` ${added} of ${total} packages`;
    process.stderr.write(`\r${title} ...${share}\u001b[K`);
  };
  if (isTerminal) show();
  return {
    read(chunk) {
      output = (output + chunk).slice(-100_000);
      if (isTerminal) show();
    },
    end: () => isTerminal && process.stderr.write('\n'),
    output: () => output.replace(/^.*(Unsupported engine|EBADENGINE).*\n/gm, ''),
  };
}

/**
 * Runs a command to its end and resolves with its exit code. A terminal signals the whole process group, so signals are
 * only forwarded: the child decides when to exit, and treats a signal that it receives twice as one.
 * `read` receives its output, which is printed otherwise. The child is stopped when npm has ended, because npm's shell may not forward signals.
 */
function run(file, args, env, read) {
  return new Promise((resolve) => {
    const stdio = read === undefined ? 'inherit' : ['ignore', 'pipe', 'pipe'];
    const child = spawn(file, args, { cwd: root, env, stdio });
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', read);
    const forward = (signal) => child.kill(signal);
    for (const signal of stopSignals) process.on(signal, forward);
    const parent = process.ppid;
    const watch = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(watch);
      child.kill('SIGTERM');
    }, 500);
    if (process.env.npm_lifecycle_event === undefined) clearInterval(watch);
    const end = (code) => {
      clearInterval(watch);
      for (const signal of stopSignals) process.off(signal, forward);
      resolve(code);
    };
    child.on('error', (error) => {
      console.error(`Could not run ${file}: ${error.message}`);
      end(1);
    });
    child.on('exit', (code, signal) => end(code ?? 128 + constants.signals[signal]));
  });
}
