import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { changesChannel } from '../changes/announce-changes.ts';

/** Delay before a lost connection is replaced, in milliseconds. */
const againAfterMs = 1_000;
/** A connection whose network silently drops packets is noticed by this. */
const beatMs = 15_000;

/**
 * Receives the announcements of new entries of the change log, on one connection of the pool, until disposed.
 *
 * @param onAnnounced called for each announcement, and whenever the connection is established, because earlier ones
 * may have been missed.
 * @param onError called when the connection was lost, or cannot be established.
 */
export function listenToChanges(
  pool: Pool,
  { onAnnounced, onError }: { onAnnounced: () => void; onError: (error: unknown) => void },
): AsyncDisposable {
  const stopping = new AbortController();
  const { signal } = stopping;

  async function listen(): Promise<void> {
    const client = await pool.connect();
    const broken = Promise.withResolvers<never>();
    const beat = setInterval(() => void client.query('select').catch(broken.reject), beatMs);
    const onNotification = () => onAnnounced();
    client.on('notification', onNotification);
    try {
      await client.query(`listen ${changesChannel}`);
      onAnnounced();
      await Promise.race([
        once(client, 'end', { signal }),
        once(client, 'error', { signal }),
        broken.promise,
      ]);
      throw new Error('the connection ended');
    } finally {
      clearInterval(beat);
      client.off('notification', onNotification);
      // Ended, not returned: it still listens.
      client.release(true);
    }
  }

  const loop = async () => {
    while (!signal.aborted) {
      await listen().catch((error: unknown) => {
        if (!signal.aborted) onError(error);
      });
      await sleep(againAfterMs, undefined, { signal }).catch(() => {});
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
