import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { readyMessage } from '@hubtwin/service';

export interface ServiceOptions {
  name: string;
  /** Arguments of `node`. */
  args: string[];
  environment: NodeJS.ProcessEnv;
  /** Gets everything that it prints. */
  logFile: string;
}

/** A running child. Disposing asks it to stop, and ends it when it does not. */
export interface ServiceProcess extends AsyncDisposable {
  name: string;
  process: ChildProcess;
  /** Resolves when it ends, asked or not. */
  ended: Promise<void>;
}

const readyWithinMs = 30_000;
const stopWithinMs = 15_000;

/**
 * Starts a service and waits until it is ready. It has its own process group, so that Ctrl-C reaches this
 * process alone, which stops the services in order; and a channel to this process, whose end stops it.
 *
 * @throws when it ends or is not ready in time, with the last lines that it printed.
 */
export async function startService(options: ServiceOptions): Promise<ServiceProcess> {
  const child = spawn(process.execPath, options.args, {
    env: options.environment,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const log = createWriteStream(options.logFile, { flags: 'a' });
  let tail = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      log.write(chunk);
      tail = (tail + chunk).slice(-4_000);
    });
  }
  const ended = once(child, 'exit').then(() => void log.end());
  const service: ServiceProcess = {
    name: options.name,
    process: child,
    ended,
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      const impatient = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
      await ended;
      clearTimeout(impatient);
    },
  };

  const { promise: ready, resolve } = Promise.withResolvers<'ready'>();
  child.on('message', (message) => message === readyMessage && resolve('ready'));
  const timer = new AbortController();
  const late = sleep(readyWithinMs, 'late' as const, { signal: timer.signal }).catch(() => 'late' as const);
  const outcome = await Promise.race([ready, ended.then(() => 'ended' as const), late]);
  timer.abort();
  if (outcome === 'ready') return service;
  await service[Symbol.asyncDispose]();
  throw new Error(`${options.name} did not start:\n${tail.trim()}`);
}
