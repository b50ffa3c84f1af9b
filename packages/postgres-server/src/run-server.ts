import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './unprivileged.ts';

interface RunOptions {
  account: Account;
  /** The program. */
  postgres: string;
  /** The cluster. */
  data: string;
  settings: Readonly<Record<string, string>>;
  /** Aborting it ends a start that has not finished. */
  signal: AbortSignal | undefined;
  /** Aborting it makes a stop immediate. */
  hurry: AbortSignal | undefined;
}

/** A server that takes connections. */
export interface RunningServer {
  /** Resolves when it has ended, requested or not, with the error that says how. */
  ended: Promise<Error>;
  stop(): Promise<void>;
}

/** How long connections may take to end and data to be flushed. */
const fastShutdownMs = 3_000;

/** @throws where it does not start, with its log; where `signal` is aborted, its reason. */
export async function runServer(options: RunOptions): Promise<RunningServer> {
  const { account, postgres, data, settings, signal, hurry } = options;
  signal?.throwIfAborted();
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const [file, args] = account.command(postgres, ['-D', data, ...flags]);
  // Its own process group: Ctrl-C reaches the process that started it, which stops it last.
  const server = spawn(file, args, { stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  const ready = Promise.withResolvers<void>();
  let log = '';
  server.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    log = (log + chunk).slice(-10_000);
    if (log.includes('ready to accept connections')) ready.resolve();
  });
  const ended = Promise.withResolvers<Error>();
  server.once('error', ended.resolve);
  server.once('exit', async (code, killedBy) => {
    // Its last words may arrive after its end, and those of its other processes later still.
    await Promise.race([once(server, 'close'), sleep(lastWordsMs, undefined, { ref: false })]);
    ended.resolve(new Error(`Postgres ended with ${killedBy ?? `code ${code}`}:\n${log.trim()}`));
  });
  const interrupt = () => ready.reject(signal?.reason);
  signal?.addEventListener('abort', interrupt);
  ended.promise.then(ready.reject);
  try {
    await ready.promise;
  } catch (error) {
    await stop(server, hurry);
    throw error;
  } finally {
    signal?.removeEventListener('abort', interrupt);
  }
  return { ended: ended.promise, stop: () => stop(server, hurry) };
}

const lastWordsMs = 500;

/** Fast shutdown; an immediate one, which the next start recovers from, when that takes too long or `hurry` is aborted. */
async function stop(server: ChildProcess, hurry: AbortSignal | undefined): Promise<void> {
  if (server.pid === undefined || server.exitCode !== null || server.signalCode !== null) return;
  const exited = once(server, 'exit');
  server.kill(hurry?.aborted === true ? 'SIGQUIT' : 'SIGINT');
  const quit = () => server.kill('SIGQUIT');
  hurry?.addEventListener('abort', quit);
  const impatient = setTimeout(quit, fastShutdownMs);
  await exited;
  clearTimeout(impatient);
  hurry?.removeEventListener('abort', quit);
}
