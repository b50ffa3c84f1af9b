// Runs a root command on any Node >= 20: installs what is missing, then hands over to the pinned
// Node 24 that the dependencies bring. Plain JavaScript with no imports beyond Node, because it runs
// before anything is installed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const at = (...parts) => join(root, ...parts);

/** What each root command runs, once Node 24 and the dependencies are there. */
const commands = {
  start: ['node', 'apps/hubtwin/src/main.ts', 'up'],
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
  format: ['biome', 'check', '--write'],
};

const [name, ...rest] = process.argv.slice(2);
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

/** Installs when node_modules does not match the lockfile; the stamp holds the lockfile's hash. */
async function installMissing() {
  const stamp = at('node_modules/.hubtwin-installed');
  const wanted = createHash('sha256')
    .update(readFileSync(at('pnpm-lock.yaml')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.error('Installing dependencies (once for each lockfile) ...');
  const code = await run('npx', ['--yes', 'pnpm@12', 'install', '--frozen-lockfile'], process.env);
  if (code !== 0) {
    console.error('Installing failed; the lines above say why. Fix that and run the command again.');
    process.exit(code);
  }
  writeFileSync(stamp, wanted);
}

/**
 * Runs a command to its end and resolves with its exit code. A terminal sends Ctrl-C to the whole
 * process group, so signals are only passed on, never acted upon: the child decides when it is done.
 */
function run(file, args, env) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd: root, env, stdio: 'inherit' });
    const forward = (signal) => child.kill(signal);
    process.on('SIGINT', forward).on('SIGTERM', forward);
    child.on('error', (error) => {
      console.error(`Could not run ${file}: ${error.message}`);
      resolve(1);
    });
    child.on('exit', (code, signal) => {
      process.off('SIGINT', forward).off('SIGTERM', forward);
      resolve(code ?? (signal === null ? 1 : 128));
    });
  });
}
