import { Agent, request } from 'node:http';

/** Clients of the change feed that only read positions and times, so that they cost little beside the API. */
export interface Streams extends Disposable {
  /** Milliseconds from the commit of each change that was received. */
  latencies: number[];
  /** Number of connections that ended. */
  ended(): number;
}

const seqLine = /^id: (\d+)\ndata: /gm;

/**
 * Opens one connection for each query, and waits until all are established.
 *
 * @param committedAt the time of each commit by `seq`, of `performance.now()`.
 */
export async function openStreams(
  { url, headers }: { url: string; headers: Record<string, string> },
  queries: readonly string[],
  committedAt: ReadonlyMap<number, number>,
): Promise<Streams> {
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  const latencies: number[] = [];
  let ended = 0;
  const open = (query: string) =>
    new Promise<void>((resolve, reject) => {
      const sent = request(`${url}/api/v1/changes/stream${query}`, { agent, headers }, (response) => {
        if (response.statusCode !== 200) return reject(new Error(`status ${response.statusCode}`));
        resolve();
        response.setEncoding('latin1').on('data', (text: string) => {
          const now = performance.now();
          for (const [, seq] of text.matchAll(seqLine)) {
            const at = committedAt.get(Number(seq));
            if (at !== undefined) latencies.push(now - at);
          }
        });
        response.on('close', () => (ended += 1)).on('error', () => {});
      });
      sent.on('error', reject).end();
    });
  // A few at once: the backlog of a listening socket is limited.
  for (let first = 0; first < queries.length; first += 50)
    await Promise.all(queries.slice(first, first + 50).map(open));
  return { latencies, ended: () => ended, [Symbol.dispose]: () => agent.destroy() };
}
