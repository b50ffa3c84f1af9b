import { setTimeout as sleep } from 'node:timers/promises';
import { type ServiceOptions, type ServiceProcess, startService } from './service-process.ts';

const pauseMs = 1_000;

/**
 * Starts a service, and restarts it when it ends before it is disposed or `signal` is aborted.
 *
 * @throws if the first start fails; later ones are retried without limit.
 */
export async function keepRunning(options: ServiceOptions): Promise<AsyncDisposable> {
  const { say } = options;
  const disposing = new AbortController();
  const signal = AbortSignal.any([options.signal, disposing.signal]);
  let current: ServiceProcess = await startService({ ...options, signal });
  const supervise = async () => {
    while (!signal.aborted) {
      await current.ended;
      if (signal.aborted) return;
      say(`${options.name} ended unexpectedly (see ${options.logFile}); restarting it`);
      try {
        await sleep(pauseMs, undefined, { signal });
        current = await startService({ ...options, signal });
      } catch (error) {
        if (!signal.aborted) say(error instanceof Error ? error.message : String(error));
      }
    }
  };
  const supervision = supervise();
  return {
    async [Symbol.asyncDispose]() {
      disposing.abort();
      await current[Symbol.asyncDispose]();
      await supervision;
      // A restart may have succeeded at this moment.
      await current[Symbol.asyncDispose]();
    },
  };
}
