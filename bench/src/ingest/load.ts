import autocannon from 'autocannon';
import { samplePayload } from './sample-payload.ts';
import { newGuid, signedHeaders } from './signed-request.ts';

/**
 * Sends signed deliveries of about 8 KB over 64 connections, each with a unique GUID, as fast as the server accepts
 * them.
 *
 * @returns 2xx responses per second, and the number of requests with another response or none.
 */
export async function load(options: {
  url: string;
  secret: string;
  seconds: number;
}): Promise<{ perSecond: number; failures: number }> {
  const body = samplePayload();
  const headers = signedHeaders(options.secret, body);
  const result = await autocannon({
    url: `${options.url}/webhooks/github`,
    connections: 64,
    duration: options.seconds,
    requests: [
      {
        method: 'POST',
        body,
        headers,
        setupRequest: (request) => ({ ...request, headers: { ...headers, ...newGuid() } }),
      },
    ],
  });
  return { perSecond: result['2xx'] / result.duration, failures: result.non2xx + result.errors };
}
