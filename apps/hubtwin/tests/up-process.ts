import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createTestFolder, freePort, waitFor } from '@hubtwin/test-kit';

/** `hubtwin up` in a folder of its own, on free ports. Disposing stops it as Ctrl-C does. */
export interface UpProcess extends AsyncDisposable {
  ports: Record<'INGRESS_PORT' | 'API_PORT' | 'SIMULATOR_PORT', number>;
  folder: string;
  pid: number;
  /** What it printed so far. */
  output(): string;
  /** Runs another command of `hubtwin` beside it, as from a shell that knows nothing. @returns what it printed. */
  hubtwin(...args: string[]): string;
  /** Sends a signal and waits for the end. @returns the exit code. */
  stop(signal: NodeJS.Signals): Promise<number | null>;
}

const entry = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** Starts it and waits until it says that it runs, or ends. */
export async function startUp(
  options: {
    folder?: string;
    environment?: Record<string, string>;
    arguments?: string[];
    /** User and group that it runs as; default: those of the test. */
    as?: { uid: number; gid: number } | undefined;
  } = {},
): Promise<UpProcess> {
  const folder = options.folder ?? createTestFolder('up');
  const ports = {
    INGRESS_PORT: await freePort(),
    API_PORT: await freePort(),
    SIMULATOR_PORT: await freePort(),
  };
  const variables = Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, `${port}`]));
  const child = spawn(process.execPath, [entry, 'up', ...(options.arguments ?? [])], {
    ...options.as,
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      METRICS_PORT: '0',
      // The demo is imported in no hurry; requests of a test find a place beside it.
      IMPORT_CONCURRENCY: '8',
      ...variables,
      ...options.environment,
    },
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk) => (output += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk) => (output += chunk));
  const exited = once(child, 'exit');
  await waitFor('hubtwin to run', () => output.includes('Hubtwin runs') || child.exitCode !== null, {
    timeoutMs: 60_000,
  });
  const stop = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await exited;
    return child.exitCode;
  };
  return {
    ports,
    folder,
    pid: child.pid ?? 0,
    output: () => output,
    hubtwin: (...args) =>
      execFileSync(process.execPath, [entry, ...args], {
        cwd: folder,
        encoding: 'utf8',
        env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE },
        stdio: ['ignore', 'pipe', 'inherit'],
      }),
    stop,
    async [Symbol.asyncDispose]() {
      await stop('SIGINT');
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}
