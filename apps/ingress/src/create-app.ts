import express, { type ErrorRequestHandler, type Express } from 'express';
import { clientAddress } from './client-address.ts';
import type { IngressContext } from './context.ts';
import { InboxUnavailableError } from './inbox.ts';
import { receiveDelivery } from './receive-delivery.ts';
import { Refusal } from './refusal.ts';
import { createSenderLimit } from './sender-limit.ts';

/** How long the connection of a client that is still sending stays open after a refusal, so that it reads the response. */
const lingerMs = 500;

/** The HTTP side of the ingress: the webhook and two probes. */
export function createApp(context: IngressContext): Express {
  const { metrics, refusals, config, database, allowlist } = context;
  const app = express()
    .disable('x-powered-by')
    .disable('etag')
    .set('trust proxy', config.webhooks.trustProxy);

  const senderLimit = createSenderLimit({ perMinute: config.webhooks.rateLimitPerMinute });
  app.post('/webhooks/github', receiveDelivery({ ...context, ...config.webhooks, senderLimit }));

  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.get('/readyz', async (request, response) => {
    const late = AbortSignal.timeout(1_000);
    const { promise: timeout, reject } = Promise.withResolvers<never>();
    late.addEventListener('abort', () => reject(new InboxUnavailableError('the database did not answer')));
    const stored = database.selectNoFrom((eb) => eb.lit(1).as('one')).execute();
    await Promise.race([stored, timeout]).catch((cause) => {
      throw new InboxUnavailableError('the inbox cannot be reached', { cause });
    });
    if (allowlist.allows(clientAddress(request)) === undefined) {
      throw new InboxUnavailableError('the networks of GitHub are not known yet');
    }
    response.json({ status: 'ready' });
  });
  app.use(() => {
    throw new Refusal(404, 'route', 'not found; send deliveries to POST /webhooks/github');
  });

  const answerError: ErrorRequestHandler = (error, request, response, _next) => {
    const refusal = toRefusal(error);
    const cause = refusal.status >= 500 && refusal.reason !== 'disabled' ? error : undefined;
    if (cause !== undefined || refusal.reason === 'signature') {
      refusals.record(refusal.reason, { address: clientAddress(request), error: cause });
    }
    if (request.path === '/webhooks/github') metrics.refused.add(1, { reason: refusal.reason });
    if (response.headersSent) return void response.end();
    if (refusal.retryAfter !== null) response.setHeader('retry-after', `${refusal.retryAfter}`);
    if (!request.complete) {
      // The rest of the request is discarded: the client may read the response, then the connection is closed.
      response.setHeader('connection', 'close');
      request.resume();
      const cut = setTimeout(() => request.socket.destroy(), lingerMs).unref();
      request.once('close', () => clearTimeout(cut));
    }
    response
      .writeHead(refusal.status, { 'content-type': 'application/json' })
      .end(JSON.stringify({ status: 'refused', error: refusal.message }));
  };
  app.use(answerError);
  return app;
}

function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof InboxUnavailableError) return new Refusal(503, 'unavailable', error.message, 5);
  const status =
    typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500;
  if (status >= 400 && status < 500) return new Refusal(status, 'request', 'the request is malformed');
  return new Refusal(500, 'internal', 'internal error');
}
