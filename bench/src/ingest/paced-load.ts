import { Agent, request } from 'node:http';
import { paced } from '../paced.ts';
import { samplePayload } from './sample-payload.ts';
import { newGuid, signedHeaders } from './signed-request.ts';

/** Sends deliveries evenly at a fixed rate over 64 connections, see `paced`. */
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
  const send = () => {
    const { promise, resolve } = Promise.withResolvers<number>();
    request(`${options.url}/webhooks/github`, {
      method: 'POST',
      agent,
      headers: { ...headers, ...newGuid() },
    })
      .once('response', (response) => response.resume().once('end', () => resolve(response.statusCode ?? 0)))
      .once('error', () => resolve(0))
      .end(body);
    return promise;
  };
  const measured = await paced({ ...options, send });
  agent.destroy();
  return measured;
}
