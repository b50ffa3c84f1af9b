import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningServer } from './run-server.ts';

/** Delay before a restart, in milliseconds; it doubles while restarts fail. */
const pauseMs = { first: 500, longest: 15_000 };

/**
 * Restarts a server whenever it ends before it is stopped, without limit.
 *
 * @param start starts a new server; its signal is aborted by the stop.
 * @param onEnd called with the reason why the server ended, or a restart failed.
 * @returns a function that stops it.
 */
export function keepServer(
  first: RunningServer,
  start: (stopping: AbortSignal) => Promise<RunningServer>,
  onEnd: (error: Error) => void,
): () => Promise<void> {
  const stopping = new AbortController();
  const { signal } = stopping;
  let current = first;

  async function restart(): Promise<void> {
    for (let pause = pauseMs.first; !signal.aborted; pause = Math.min(2 * pause, pauseMs.longest)) {
      try {
        await sleep(pause, undefined, { signal });
        current = await start(signal);
        return;
      } catch (error) {
        if (!signal.aborted) onEnd(error instanceof Error ? error : new Error(String(error)));
      }
    }
  }

  async function supervise(): Promise<void> {
    while (!signal.aborted) {
      const error = await current.ended;
      if (signal.aborted) return;
      onEnd(error);
      await restart();
    }
  }

  const supervision = supervise();
  return async () => {
    stopping.abort();
    await current.stop();
    await supervision;
    // A restart may have just succeeded.
    await current.stop();
  };
}
