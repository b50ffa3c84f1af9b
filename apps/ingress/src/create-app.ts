import express, { type ErrorRequestHandler, type Express } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import type { IngressContext } from './context.ts';
import { InboxUnavailableError } from './inbox.ts';
import { receiveDelivery } from './receive-delivery.ts';
import { Refusal } from './refusal.ts';

/** How long a client that still sends is listened to after a refusal, so that it reads the answer. */
const lingerMs = 500;

/** The HTTP side of the ingress: the webhook and two probes. */
export function createApp(context: IngressContext): Express {
  const { metrics, logger, config, database, allowlist } = context;
  const app = express()
    .disable('x-powered-by')
    .disable('etag')
    .set('trust proxy', config.webhooks.trustProxy);

  app.post(
    '/webhooks/github',
    rateLimit({
      windowMs: 60_000,
      limit: config.webhooks.rateLimitPerMinute,
      standardHeaders: false,
      legacyHeaders: false,
      validate: false,
      // One sender: an IPv4 address, or the /64 that an IPv6 network hands out to one.
      keyGenerator: ({ ip = '' }) => ipKeyGenerator(ip.replace(/^::ffff:/, ''), 64),
      handler: (_request, response) => {
        const retryAfter = response.getHeader('retry-after') ?? 60;
        response.setHeader('retry-after', retryAfter);
        throw new Refusal(429, 'rate', 'too many requests from this address');
      },
    }),
    receiveDelivery({ ...context, maxBodyBytes: config.webhooks.maxBodyBytes }),
  );

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
    if (allowlist.allows(request.ip ?? '') === undefined) {
      throw new InboxUnavailableError('the networks of GitHub are not known yet');
    }
    response.json({ status: 'ready' });
  });
  app.use(() => {
    throw new Refusal(404, 'route', 'there is nothing here; deliveries go to POST /webhooks/github');
  });

  const answerError: ErrorRequestHandler = (error, request, response, _next) => {
    const refusal = toRefusal(error);
    if (refusal.status >= 500) logger.error({ err: error }, 'delivery not taken');
    if (request.path === '/webhooks/github') metrics.refused.add(1, { reason: refusal.reason });
    if (response.headersSent) return void response.end();
    if (refusal.status === 503) response.setHeader('retry-after', '5');
    if (!request.complete) {
      // What the client still sends is not wanted: it may read the answer, then the connection is cut.
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
  if (error instanceof InboxUnavailableError) return new Refusal(503, 'unavailable', error.message);
  const status =
    typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500;
  if (status >= 400 && status < 500) return new Refusal(status, 'request', 'the request is malformed');
  return new Refusal(500, 'internal', 'internal error');
}
