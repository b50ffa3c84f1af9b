import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { quantile } from '../median.ts';
import { samplePayload } from './sample-payload.ts';
import { newGuid, signedHeaders } from './signed-request.ts';

/**
 * Sends deliveries evenly at a fixed rate over 64 connections, whether the server keeps up or not, and
 * measures each from the moment it was due: a server that stalls is charged for all that had to wait. The
 * first seconds, in which the server compiles its code, are sent and not counted.
 */
export async function pacedLoad(options: {
  url: string;
  secret: string;
  perSecond: number;
  seconds: number;
  warmUpSeconds: number;
}): Promise<{ p50: number; p99: number; failures: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const body = samplePayload();
  const headers = { ...signedHeaders(options.secret, body), 'content-length': `${body.length}` };
  const latencies: number[] = [];
  let failures = 0;

  const send = async (due: number, isCounted: boolean) => {
    const { promise, resolve } = Promise.withResolvers<number>();
    request(`${options.url}/webhooks/github`, {
      method: 'POST',
      agent,
      headers: { ...headers, ...newGuid() },
    })
      .once('response', (response) => response.resume().once('end', () => resolve(response.statusCode ?? 0)))
      .once('error', () => resolve(0))
      .end(body);
    const status = await promise;
    if (status < 200 || status > 299) failures += 1;
    if (isCounted) latencies.push(performance.now() - due);
  };

  const start = performance.now();
  const warm = start + options.warmUpSeconds * 1_000;
  const end = warm + options.seconds * 1_000;
  const gap = 1_000 / options.perSecond;
  const sends: Promise<void>[] = [];
  for (let due = start; due < end; ) {
    for (const now = performance.now(); due <= now && due < end; due += gap)
      sends.push(send(due, due >= warm));
    await sleep(1);
  }
  await Promise.all(sends);
  agent.destroy();
  return { p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99), failures };
}
