import type { Pool, PoolClient } from 'pg';

/** The channel of Postgres' notifications that the change log has new entries. */
export const changesChannel = 'hubtwin_changes';

/**
 * Between two announcements of a process, in milliseconds. A NOTIFY in every transaction would make all writers wait
 * for one lock at commit.
 */
const pauseMs = 10;

const writesLog = /\binto changes\b/;

/**
 * Announces to the readers of the change log that transactions of this pool which wrote it have committed. Readers
 * must not rely on it: a process may end before it announces its last commit.
 */
export function announceChanges(pool: Pool): void {
  let isDue = false;
  let lastAt = Number.NEGATIVE_INFINITY;
  const send = () => {
    isDue = false;
    lastAt = performance.now();
    if (pool.ending) return;
    // Nothing is lost with it, so the commit need not wait for the disk.
    pool
      .query(`select set_config('synchronous_commit', 'off', true), pg_notify('${changesChannel}', '')`)
      .catch(() => {});
  };
  const announce = () => {
    if (isDue) return;
    isDue = true;
    const wait = Math.max(0, lastAt + pauseMs - performance.now());
    setTimeout(send, wait).unref();
  };

  pool.on('connect', (client: PoolClient) => {
    let inTransaction = false;
    let hasWritten = false;
    client.query = new Proxy(client.query, {
      apply(query, self, parameters) {
        const text = textOf(parameters[0]);
        if (/^\s*(begin|start transaction)/i.test(text)) inTransaction = true;
        hasWritten ||= writesLog.test(text);
        const isEnd = !inTransaction || /^\s*(commit|rollback)$/i.test(text);
        const isAnnounced = isEnd && hasWritten && !/^\s*rollback/i.test(text);
        if (isEnd) [inTransaction, hasWritten] = [false, false];
        return isAnnounced
          ? afterwards(announce, parameters, (all) => Reflect.apply(query, self, all))
          : Reflect.apply(query, self, parameters);
      },
    });
  });
}

/** Runs a query with a callback or a promise, and `then` after its success. */
function afterwards(
  then: () => void,
  parameters: unknown[],
  query: (parameters: unknown[]) => unknown,
): unknown {
  const last = parameters.at(-1);
  if (typeof last === 'function') {
    const callback = (error: unknown, result: unknown) => {
      if (error === null || error === undefined) then();
      last(error, result);
    };
    return query([...parameters.slice(0, -1), callback]);
  }
  const answer = query(parameters);
  if (answer instanceof Promise) answer.then(then, () => {});
  return answer;
}

function textOf(query: unknown): string {
  if (typeof query === 'string') return query;
  return typeof query === 'object' && query !== null && 'text' in query ? `${query.text}` : '';
}
