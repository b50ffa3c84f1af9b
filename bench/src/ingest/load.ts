import { createHmac, randomUUID } from 'node:crypto';
import autocannon from 'autocannon';
import { samplePayload } from './sample-payload.ts';

/** What a load measured. */
export interface LoadResult {
  /** Answers of 2xx a second. */
  perSecond: number;
  /** Latencies in milliseconds. */
  p50: number;
  p99: number;
  failures: number;
}

/**
 * Sends signed deliveries of about 8 KB over 64 connections, each with a GUID of its own.
 *
 * @param rate deliveries a second; absent: as many as the server takes.
 */
export async function load(options: {
  url: string;
  secret: string;
  seconds: number;
  rate?: number;
}): Promise<LoadResult> {
  const body = samplePayload();
  const headers = {
    'content-type': 'application/json',
    'x-github-event': 'issues',
    'x-hub-signature-256': `sha256=${createHmac('sha256', options.secret).update(body).digest('hex')}`,
  };
  const result = await autocannon({
    url: `${options.url}/webhooks/github`,
    connections: 64,
    duration: options.seconds,
    ...(options.rate === undefined ? {} : { overallRate: options.rate }),
    requests: [
      {
        method: 'POST',
        body,
        headers,
        setupRequest: (request) => ({
          ...request,
          headers: { ...headers, 'x-github-delivery': randomUUID() },
        }),
      },
    ],
  });
  return {
    perSecond: result['2xx'] / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    failures: result.non2xx + result.errors,
  };
}
