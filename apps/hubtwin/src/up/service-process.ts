import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { OperatorError, readyMessage } from '@hubtwin/service';
import { openLogFile } from './log-file.ts';

export interface ServiceOptions {
  name: string;
  /** Arguments of `node`. */
  args: string[];
  environment: NodeJS.ProcessEnv;
  /** How many services it runs: it is ready when all of them are. */
  parts: number;
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

const readyWithinMs = 30_000;

/**
 * Starts a service and waits until it is ready. It runs in its own process group, so that Ctrl-C reaches this
 * process alone, which stops the services in order. It stops when its channel to this process closes.
 *
 * @throws if it ends, is not ready in time, or `signal` is aborted, with its last lines of output.
 */
export async function startService(options: ServiceOptions): Promise<ServiceProcess> {
  options.signal.throwIfAborted();
  const child = spawn(process.execPath, options.args, {
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

  const { promise: ready, resolve } = Promise.withResolvers<'ready'>();
  let readyMembers = 0;
  child.on('message', (message) => {
    if (message === readyMessage) readyMembers += 1;
    if (readyMembers === options.parts) resolve('ready');
  });
  const timer = new AbortController();
  const signal = AbortSignal.any([timer.signal, options.signal]);
  const late = sleep(readyWithinMs, 'late' as const, { signal }).catch(() => 'late' as const);
  const outcome = await Promise.race([ready, ended.then(() => 'ended' as const), late]);
  timer.abort();
  if (outcome === 'ready') return service;
  await service[Symbol.asyncDispose]();
  throw new OperatorError(`${options.name} did not start:\n${tail.trim()}`);
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
