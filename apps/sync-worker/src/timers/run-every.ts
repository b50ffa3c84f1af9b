import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@hubtwin/telemetry';

/**
 * Runs a task repeatedly, `everyMs` after its last end, until disposed; disposing waits for it. A
 * timer of the process instead of a job, because it must work when the queue has lost everything.
 */
export function runEvery(
  task: { name: string; everyMs: number; run(signal: AbortSignal): Promise<unknown> },
  logger: Logger,
): AsyncDisposable {
  const stopping = new AbortController();
  const loop = async () => {
    while (!stopping.signal.aborted) {
      try {
        await task.run(stopping.signal);
      } catch (error) {
        logger.warn({ err: error, task: task.name }, 'task failed; it runs again');
      }
      await sleep(task.everyMs, undefined, { signal: stopping.signal }).catch(() => {});
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
