import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { quantile } from '../median.ts';
import { samplePayload } from './sample-payload.ts';
import { newGuid, signedHeaders } from './signed-request.ts';

/**
 * Sends deliveries at a steady rate, each about a different issue, and polls for their rows. The first seconds, in
 * which the processes compile their code, are not measured.
 *
 * @returns milliseconds from sending a delivery until its row is visible to a reader.
 */
export async function measureVisibility(options: {
  url: string;
  databaseUrl: string;
  secret: string;
  perSecond: number;
  seconds: number;
  warmUpSeconds: number;
}): Promise<{ p50: number; p95: number; missing: number }> {
  const reader = new pg.Client({ connectionString: options.databaseUrl });
  await reader.connect();
  const sentAt = new Map<number, number>();
  const latencies: number[] = [];
  const warmUp = options.perSecond * options.warmUpSeconds;
  const total = warmUp + options.perSecond * options.seconds;

  const send = async (issueId: number) => {
    const body = samplePayload(issueId);
    sentAt.set(issueId, performance.now());
    await fetch(`${options.url}/webhooks/github`, {
      method: 'POST',
      body,
      headers: { ...signedHeaders(options.secret, body), ...newGuid() },
    });
  };
  const sending = (async () => {
    const start = performance.now();
    const sends: Promise<void>[] = [];
    for (let n = 1; n <= total; n++) {
      await sleep(Math.max(0, start + (n * 1_000) / options.perSecond - performance.now()));
      sends.push(send(n));
    }
    await Promise.all(sends);
  })();

  const seen = new Set<number>();
  let deadline = Number.POSITIVE_INFINITY;
  void sending.then(() => {
    deadline = performance.now() + 10_000;
  });
  while (seen.size < total && performance.now() < deadline) {
    const newest = [...sentAt.keys()].filter((id) => !seen.has(id));
    const { rows } = await reader.query('select id from issues where id = any($1)', [newest]);
    const now = performance.now();
    for (const { id } of rows) {
      const issueId = Number(id);
      seen.add(issueId);
      if (issueId > warmUp) latencies.push(now - (sentAt.get(issueId) ?? now));
    }
    await sleep(2);
  }
  await sending;
  await reader.end();
  return { p50: quantile(latencies, 0.5), p95: quantile(latencies, 0.95), missing: total - seen.size };
}
