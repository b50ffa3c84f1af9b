import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './unprivileged.ts';

interface RunOptions {
  account: Account;
  /** Path of the server binary. */
  postgres: string;
  /** Data directory of the cluster. */
  data: string;
  settings: Readonly<Record<string, string>>;
  /** Aborting it ends a start in progress. */
  signal: AbortSignal | undefined;
  /** Aborting it makes a stop immediate. */
  hurry: AbortSignal | undefined;
}

/** A server that accepts connections. */
export interface RunningServer {
  /** Resolves when it has ended, requested or not, with an error that states the reason. */
  ended: Promise<Error>;
  stop(): Promise<void>;
}

/** Maximum time to close connections and flush data. */
const fastShutdownMs = 3_000;

/** @throws if it does not start, with its log; the reason of `signal` if it is aborted. */
export async function runServer(options: RunOptions): Promise<RunningServer> {
  const { account, postgres, data, settings, signal, hurry } = options;
  signal?.throwIfAborted();
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const [file, args] = account.command(postgres, ['-D', data, ...flags]);
  // In its own process group, Ctrl-C does not reach it: the process that started it stops it last.
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
    // Its last output may arrive after its end, and that of its child processes even later.
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

/**
 * Fast shutdown; an immediate one, after which the next start recovers, if that takes too long or `hurry` is aborted.
 */
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
