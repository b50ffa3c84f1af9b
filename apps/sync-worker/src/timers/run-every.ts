import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@hubtwin/telemetry';

/** A task that a process runs repeatedly. */
export interface Timer {
  name: string;
  /** Milliseconds between the end of a run and the next one. */
  everyMs: number;
  run(signal: AbortSignal): Promise<unknown>;
}

/**
 * Runs a timer until disposed; disposing waits for it. A timer of the process instead of a job, because it must work
 * when the queue has lost everything.
 */
export function runEvery({ name, everyMs, run }: Timer, logger: Logger): AsyncDisposable {
  const stopping = new AbortController();
  const loop = async () => {
    while (!stopping.signal.aborted) {
      try {
        await run(stopping.signal);
      } catch (error) {
        logger.warn({ err: error, task: name }, 'task failed; it runs again');
      }
      await sleep(everyMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  };
  const running = loop();
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await running;
    },
  };
}
