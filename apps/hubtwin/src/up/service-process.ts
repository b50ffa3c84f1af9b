import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { OperatorError, readyMessage } from '@hubtwin/service';
import { openLogFile } from './log-file.ts';
import { modestHeap } from './services.ts';

/** A service of a process. */
export interface Member {
  /** Its main module, which exports `serve`. */
  entry: string;
  environment: Record<string, string>;
}

export interface ServiceOptions {
  name: string;
  /** The main modules of its members. */
  entries: string[];
  /** The environment of the process. That of its members is added to it. */
  environment: NodeJS.ProcessEnv;
  /** The process loads its modules at once, and starts its members when this resolves. It is ready when all of them are. */
  members: Promise<Member[]>;
  /** Receives its output; rotated by size. */
  logFile: string;
  /** Receives messages for the person who started it. */
  say(line: string): void;
  /** How long it may take to stop. */
  stopWithinMs: number;
  /** Aborting it ends a start that has not finished. */
  signal: AbortSignal;
  /** Aborting it kills the service. */
  hurry: AbortSignal;
}

/** A running child. Disposing sends it SIGTERM, and kills it with what it started when it does not stop. */
export interface ServiceProcess extends AsyncDisposable {
  name: string;
  process: ChildProcess;
  /** Resolves when it ends, requested or not. */
  ended: Promise<void>;
}

const together = fileURLToPath(new URL('run-together.ts', import.meta.url));

/** From the start of its members. */
const readyWithinMs = 30_000;

/**
 * Starts a process of services and waits until it is ready. It runs in its own process group, so that Ctrl-C reaches this
 * process alone, which stops the services in order. It stops when its channel to this process closes.
 *
 * @throws if it ends, is not ready in time, or `signal` is aborted, with its last lines of output; if `members` rejects.
 */
export async function startService(options: ServiceOptions): Promise<ServiceProcess> {
  options.signal.throwIfAborted();
  const child = spawn(process.execPath, [...modestHeap, together, ...options.entries], {
    env: options.environment,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const log = openLogFile({
    file: options.logFile,
    onError: ({ message }) => options.say(`Lines of the log of ${options.name} are lost: ${message}`),
  });
  let tail = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      log.write(chunk);
      tail = (tail + chunk).slice(-4_000);
    });
  }
  const ended = once(child, 'exit').then(() => log.written());
  const service: ServiceProcess = {
    name: options.name,
    process: child,
    ended,
    [Symbol.asyncDispose]: () => stop(child, ended, options),
  };

  const outcome = await Promise.race([
    startMembers(child, options),
    ended.then(() => 'ended' as const),
  ]).catch((error: Error) => error);
  if (outcome === 'ready') return service;
  await service[Symbol.asyncDispose]();
  if (outcome instanceof Error) throw outcome;
  throw new OperatorError(`${options.name} did not start:\n${tail.trim()}`);
}

/** @throws if `members` rejects. */
async function startMembers(child: ChildProcess, options: ServiceOptions): Promise<'ready' | 'late'> {
  const members = await options.members;
  const { promise: ready, resolve } = Promise.withResolvers<'ready'>();
  let readyMembers = 0;
  child.on('message', (message) => {
    if (message === readyMessage) readyMembers += 1;
    if (readyMembers === members.length) resolve('ready');
  });
  // A process that has ended receives nothing.
  child.send(members, () => {});
  const timer = new AbortController();
  const signal = AbortSignal.any([timer.signal, options.signal]);
  const late = sleep(readyWithinMs, 'late' as const, { signal }).catch(() => 'late' as const);
  const outcome = await Promise.race([ready, late]);
  timer.abort();
  return outcome;
}

async function stop(
  child: ChildProcess,
  ended: Promise<void>,
  { hurry, stopWithinMs }: ServiceOptions,
): Promise<void> {
  const kill = () => killGroup(child);
  if (hurry.aborted) kill();
  else child.kill('SIGTERM');
  hurry.addEventListener('abort', kill);
  const impatient = setTimeout(kill, stopWithinMs);
  await ended;
  clearTimeout(impatient);
  hurry.removeEventListener('abort', kill);
}

/** Kills a process and its children, which would otherwise detect its end only later. */
function killGroup({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  process.kill(-pid, 'SIGKILL');
}
