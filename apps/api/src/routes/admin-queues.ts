import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import type { Express, Request, RequestHandler } from 'express';
import helmet from 'helmet';
import { redactBody } from '../audit/redact-body.ts';
import { admit } from '../http/admit.ts';
import type { AuditContext } from '../http/audit-request.ts';
import { bearerKey } from '../http/authenticate.ts';
import { isOwnPage } from '../http/is-own-page.ts';
import { ownContentOnly } from '../http/own-content-only.ts';
import { requestId } from '../http/request-id.ts';
import type { RouteContext } from '../http/route.ts';
import { toProblem } from '../http/to-problem.ts';
import { ProblemError } from '../problem-error.ts';
import { requireUnlimited } from '../require-unlimited.ts';

const root = '/admin/queues';

/** Its page has a base element, and works without a font that it requests from another host. */
const policy = helmet.contentSecurityPolicy({
  useDefaults: false,
  directives: { ...ownContentOnly, fontSrc: ["'self'", 'data:'], baseUri: ["'self'"] },
});

/**
 * Serves bull-board over all queues, on Redis and on Postgres. A browser prompts for a password: an API
 * key with the scope `admin`, under any name.
 */
export function mountQueuesBoard(app: Express, context: RouteContext): void {
  const adapter = new ExpressAdapter().setBasePath(root);
  const board = createBullBoard({ queues: [], serverAdapter: adapter, options: { uiConfig } });
  app.use(root, policy, guard(context), async (_request, _response, next) => {
    const queues = await context.openQueues();
    board.replaceQueues(queues.map((queue) => new BullMQAdapter(queue)));
    next();
  });
  app.use(root, adapter.getRouter());
}

const uiConfig = { boardTitle: 'Hubtwin queues', locale: { lng: 'en-US' } };

/** Authorises requests, and records changes in the audit log. */
function guard(context: RouteContext): RequestHandler {
  const { audit } = context;
  return async (request, response, next) => {
    const audited: AuditContext = { access: null, body: undefined, isWritten: false };
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    const { authorization } = request.headers;
    const path = `${root}${request.path}`;
    const event = () => ({
      actor: audited.access?.actor ?? 'anonymous',
      actorName: audited.access?.name ?? null,
      action: isRead ? 'openQueues' : 'changeQueues',
      resource: redactedPath(path),
      requestId: requestId(response),
      address: request.ip ?? null,
      details: null,
    });
    try {
      const key = basicKey(authorization) ?? bearerKey(authorization);
      const access = await admit(request, response, context, {
        key,
        scope: 'admin',
        challenge: 'Basic',
        audited,
      });
      requireUnlimited(access);
      if (!isRead) requireOwnPage(request, context);
    } catch (error) {
      audit.refuse({ ...event(), resource: root, outcome: 'refused', status: toProblem(error).status });
      throw error;
    }
    if (!isRead) {
      response.once('finish', () => {
        const status = response.statusCode;
        audit.record({ ...event(), outcome: status < 400 ? 'succeeded' : 'failed', status });
      });
    }
    next();
  };
}

/**
 * A browser sends the password with requests of any page, but only our own may change queues. A program that sends
 * its key as `Bearer` is authorised, and has no page.
 *
 * @throws ProblemError `foreign_page`.
 */
function requireOwnPage(request: Request, { installing }: RouteContext): void {
  const isOwn = isOwnPage(request, installing.app.publicUrl);
  if (isOwn ?? bearerKey(request.headers.authorization) !== undefined) return;
  throw new ProblemError(
    'foreign_page',
    'Queues can only be changed from their own page. Behind a proxy, set API_PUBLIC_URL to the URL for browsers.',
  );
}

const redactedPath = (path: string) => `${redactBody(path)}`;

function basicKey(authorization: string | undefined): string | undefined {
  const [, encoded] = /^Basic +([A-Za-z0-9+/]{1,600}={0,2})$/i.exec(authorization ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const [, password = ''] = /^[^:]*:(.*)$/s.exec(Buffer.from(encoded, 'base64').toString()) ?? [];
  return bearerKey(`Bearer ${password}`);
}
