import autocannon from 'autocannon';
import { samplePayload } from './sample-payload.ts';
import { newGuid, signedHeaders } from './signed-request.ts';

/**
 * Sends signed deliveries of about 8 KB over 64 connections, each with a GUID of its own, as fast as the
 * server takes them.
 *
 * @returns answers of 2xx a second, and how many requests got another answer or none.
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
