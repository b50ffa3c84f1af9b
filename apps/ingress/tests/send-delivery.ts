import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingHttpHeaders, request } from 'node:http';

/** The secret that the ingress under test is configured with. */
export const secret = "It's a Secret to Everybody";

export interface Sent {
  guid?: string;
  event?: string;
  body?: string | Buffer;
  /** Signs the body. */
  secret?: string;
  /** Added, or in place of those of GitHub; an array repeats the header, undefined leaves it out. */
  headers?: Record<string, string | string[] | undefined>;
  path?: string;
  method?: string;
}

export interface Answered {
  status: number;
  headers: IncomingHttpHeaders;
  json: unknown;
  /** From the request to the whole answer, in milliseconds. */
  tookMs: number;
}

export function sign(body: string | Buffer, key: string = secret): string {
  return `sha256=${createHmac('sha256', key).update(body).digest('hex')}`;
}

/** The headers of GitHub for a delivery, with the changes that were asked for. */
export function headersOf(sent: Sent): Record<string, string | string[]> {
  const body = sent.body ?? '{}';
  const headers: Record<string, string | string[] | undefined> = {
    accept: '*/*',
    'user-agent': 'GitHub-Hookshot/0123abc',
    'content-type': 'application/json',
    'x-github-delivery': sent.guid ?? randomUUID(),
    'x-github-event': sent.event ?? 'issues',
    'x-hub-signature-256': sign(body, sent.secret),
    ...sent.headers,
  };
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)) as Record<
    string,
    string | string[]
  >;
}

/** Sends a delivery as GitHub does, each over a connection of its own. */
export async function sendDelivery({ port }: { port: number }, sent: Sent = {}): Promise<Answered> {
  const started = performance.now();
  const sending = request({
    port,
    host: '127.0.0.1',
    agent: false,
    method: sent.method ?? 'POST',
    path: sent.path ?? '/webhooks/github',
    headers: headersOf(sent),
  });
  if (sent.method === 'GET') sending.end();
  else sending.end(sent.body ?? '{}');
  const [response] = await once(sending, 'response');
  const text = Buffer.concat(await response.toArray()).toString();
  return {
    status: response.statusCode,
    headers: response.headers,
    json: text === '' ? undefined : JSON.parse(text),
    tookMs: performance.now() - started,
  };
}
