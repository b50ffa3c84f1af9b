import { createHash, randomUUID } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { childEnvironment } from '@hubtwin/config';
import { spawn } from '@lydell/node-pty';
import { freePort } from './free-port.ts';
import { testSettings } from './test-settings.ts';
import { waitFor } from './wait-for.ts';

/** `npm start` in a terminal of its own, over a folder of its own. Disposing kills what is left of it. */
export interface NpmStart extends AsyncDisposable {
  /** npm's process, which leads the terminal's session and process group. */
  pid: number;
  folder: string;
  ports: Record<'INGRESS_PORT' | 'API_PORT' | 'SIMULATOR_PORT', number>;
  /** What the terminal showed so far. */
  output(): string;
  /** Presses keys: `\u0003` is Ctrl-C. */
  type(keys: string): void;
  /** Closes the terminal's window. */
  close(): void;
  /** Resolves with npm's exit code and the signal that ended it. */
  exited: Promise<{ exitCode: number; signal?: number }>;
  /** What it started, directly or not, and is still there: process ids with their command lines. */
  processes(): { pid: number; command: string }[];
}

const root = fileURLToPath(new URL('../../../', import.meta.url));

const stamp = '.hubtwin-installed';

/**
 * Starts the demo; whoever needs it running waits until it says so in `output()`.
 *
 * @param folder what is kept is kept there, under `.hubtwin/`; it is made a checkout where it is none.
 */
export async function startNpm(folder: string, environment: Record<string, string> = {}): Promise<NpmStart> {
  if (!existsSync(join(folder, 'package.json'))) makeCheckout(folder);
  const ports = {
    INGRESS_PORT: await freePort(),
    API_PORT: await freePort(),
    SIMULATOR_PORT: await freePort(),
  };
  const mark = randomUUID();
  const terminal = spawn('npm', ['start', '--', '--demo'], {
    cwd: folder,
    cols: 200,
    env: childEnvironment({
      ...Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, `${port}`])),
      METRICS_PORT: '0',
      DATABASE_URL: '',
      REDIS_URL: '',
      NODE_ENV: '',
      NODE_COMPILE_CACHE: testSettings.compileCache ?? '',
      HUBTWIN_TEST_MARK: mark,
      ...environment,
    }),
  });
  let output = '';
  terminal.onData((text) => (output += text));
  const { promise: exited, resolve } = Promise.withResolvers<{ exitCode: number; signal?: number }>();
  terminal.onExit(resolve);
  const processes = () => processesWith(`HUBTWIN_TEST_MARK=${mark}`);
  return {
    pid: terminal.pid,
    folder,
    ports,
    output: () => output,
    type: (keys) => terminal.write(keys),
    close: () => terminal.kill('SIGHUP'),
    exited,
    processes,
    async [Symbol.asyncDispose]() {
      for (const { pid } of processes()) killIfThere(pid);
      await waitFor('the processes of npm start to end', () => processes().length === 0);
    },
  };
}

/** A checkout that starts in `folder`, and is installed; its sources and dependencies are those of this one. */
function makeCheckout(folder: string): void {
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  for (const name of ['package.json', 'scripts', 'pnpm-lock.yaml'])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  for (const name of [
    'apps',
    ...readdirSync(join(root, 'node_modules')).map((name) => `node_modules/${name}`),
  ])
    if (!name.endsWith(stamp)) symlinkSync(join(root, name), join(folder, name));
  const lockfile = readFileSync(join(folder, 'pnpm-lock.yaml'));
  writeFileSync(join(folder, 'node_modules', stamp), createHash('sha256').update(lockfile).digest('hex'));
}

/** The processes that have a variable in their environment; those that have ended and wait for their parent have none. */
function processesWith(variable: string): { pid: number; command: string }[] {
  return readdirSync('/proc').flatMap((name) => {
    try {
      if (!/^\d+$/.test(name) || !readFileSync(`/proc/${name}/environ`, 'utf8').includes(variable)) return [];
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
      return [{ pid: Number(name), command }];
    } catch {
      // It has ended meanwhile, or is another user's.
      return [];
    }
  });
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}
