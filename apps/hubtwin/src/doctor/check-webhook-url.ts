import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Check, failed, ok, warning } from './check.ts';

const name = 'webhook URL';
const answer = z.looseObject({ status: z.literal('refused'), error: z.string() });
const withinMs = 10_000;
const path = '/webhooks/github';

/**
 * Posts an unsigned ping to the public URL of the ingress, which refuses it with its own error. This checks the connection from
 * this machine; the App's last deliveries show that from GitHub.
 */
export async function checkWebhookUrl(url: string | null): Promise<Check> {
  if (url === null) {
    return warning(
      name,
      'GITHUB_WEBHOOK_URL is not set.',
      `Set it to the public URL of the ingress: https://…${path}. A tunnel to its port is enough.`,
    );
  }
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(url, {
      method: 'POST',
      body: '{}',
      redirect: 'manual',
      headers: {
        'content-type': 'application/json',
        'x-github-event': 'ping',
        'x-github-delivery': randomUUID(),
        'x-hub-signature-256': `sha256=${'0'.repeat(64)}`,
      },
      signal: AbortSignal.timeout(withinMs),
    });
    body = await response.json().catch(() => null);
  } catch (error) {
    const reason = error instanceof Error && error.cause instanceof Error ? error.cause.message : `${error}`;
    return failed(
      name,
      `${url} cannot be reached: ${reason}`,
      'Check that the ingress runs, and that DNS, certificate, proxy or tunnel lead to its port.',
    );
  }
  const refused = answer.safeParse(body).data;
  if (refused === undefined || response.status === 404) {
    return failed(
      name,
      `${url} answers with ${response.status}, but not like the ingress.`,
      `Check that it leads to the ingress (port 3000), with the path ${path}, and that no proxy changes or redirects POST requests.`,
    );
  }
  if (response.status === 503)
    return failed(name, 'The ingress answers, but cannot store deliveries.', 'Fix the database first.');
  if (new URL(url).protocol === 'http:' && !isLocal(url))
    return warning(name, `The ingress answers at ${url}, without TLS.`, 'Put TLS in front of it.');
  return ok(name, `The ingress answers at ${url}.`);
}

const isLocal = (url: string) => ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
