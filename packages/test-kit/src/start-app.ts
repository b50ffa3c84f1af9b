import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { testSettings } from './test-settings.ts';

/** A service in its own process, as in production. Disposing stops it with SIGTERM. */
export interface AppProcess extends AsyncDisposable {
  pid: number;
  /** Like a power failure: no handler runs. */
  killHard(): Promise<void>;
  /** Resolves when it has ended for any reason. */
  ended: Promise<unknown>;
  /** Its output so far. */
  output(): string;
}

export async function startApp(name: string, environment: Record<string, string>): Promise<AppProcess> {
  const path = fileURLToPath(new URL(`../../../apps/${name}/src/main.ts`, import.meta.url));
  const child = spawn(process.execPath, [path], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      NODE_COMPILE_CACHE: testSettings.compileCache,
      NODE_ENV: 'test',
      LOG_LEVEL: 'warn',
      METRICS_PORT: '0',
      ...environment,
    },
  });
  let output = '';
  child.stdout?.on('data', (chunk) => (output += chunk));
  child.stderr?.on('data', (chunk) => (output += chunk));
  const ended = once(child, 'exit');
  const outcome = await Promise.race([once(child, 'message').then(() => 'ready'), ended.then(() => 'ended')]);
  if (outcome === 'ended') throw new Error(`${name} did not start:\n${output}`);
  return {
    pid: child.pid ?? 0,
    ended,
    killHard: () => end(child, 'SIGKILL', ended),
    output: () => output,
    [Symbol.asyncDispose]: () => end(child, 'SIGTERM', ended),
  };
}

async function end(child: ChildProcess, signal: NodeJS.Signals, ended: Promise<unknown>): Promise<void> {
  child.kill(signal);
  await ended;
}
