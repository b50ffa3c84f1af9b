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

/** `npm start` in its own terminal and folder. Disposing kills its remaining processes. */
export interface NpmStart extends AsyncDisposable {
  /** Id of npm's process, which leads the session and process group of the terminal. */
  pid: number;
  folder: string;
  ports: Record<'INGRESS_PORT' | 'API_PORT' | 'SIMULATOR_PORT', number>;
  /** Output of the terminal so far. */
  output(): string;
  /** Types keys: `\u0003` is Ctrl-C. */
  type(keys: string): void;
  /** Closes the window of the terminal. */
  close(): void;
  /** Resolves with npm's exit code and the signal that ended it. */
  exited: Promise<{ exitCode: number; signal?: number }>;
  /** All descendants that still run: process ids with their command lines. */
  processes(): { pid: number; command: string }[];
}

const root = fileURLToPath(new URL('../../../', import.meta.url));

const marker = '.hubtwin-installed';

/**
 * Starts the demo; wait for its ready message in `output()`.
 *
 * @param folder contains its data under `.hubtwin/`; it becomes a checkout if it is none.
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

/** Makes `folder` an installed checkout, with the sources and dependencies of this one. */
function makeCheckout(folder: string): void {
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  for (const name of ['package.json', 'scripts', 'pnpm-lock.yaml'])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  for (const name of [
    'apps',
    ...readdirSync(join(root, 'node_modules')).map((name) => `node_modules/${name}`),
  ])
    if (!name.endsWith(marker)) symlinkSync(join(root, name), join(folder, name));
  const lockfile = readFileSync(join(folder, 'pnpm-lock.yaml'));
  writeFileSync(join(folder, 'node_modules', marker), createHash('sha256').update(lockfile).digest('hex'));
}

/** The processes with a variable in their environment; zombies have no environment. */
function processesWith(variable: string): { pid: number; command: string }[] {
  return readdirSync('/proc').flatMap((name) => {
    try {
      if (!/^\d+$/.test(name) || !readFileSync(`/proc/${name}/environ`, 'utf8').includes(variable)) return [];
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
      return [{ pid: Number(name), command }];
    } catch {
      // It has ended, or belongs to another user.
      return [];
    }
  });
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}
