import autocannon from 'autocannon';
import { newGuid, signedHeaders } from '../ingest/signed-request.ts';
import { issueEvent } from './issue-event.ts';

/** Sends deliveries, each about a different issue. @returns the number of those that were not accepted. */
export async function sendAll(options: { url: string; secret: string; count: number }): Promise<number> {
  let sent = 0;
  const result = await autocannon({
    url: `${options.url}/webhooks/github`,
    connections: 32,
    amount: options.count,
    requests: [
      {
        method: 'POST',
        setupRequest: (request) => {
          const body = issueEvent(++sent);
          return { ...request, body, headers: { ...signedHeaders(options.secret, body), ...newGuid() } };
        },
      },
    ],
  });
  return options.count - result['2xx'];
}
