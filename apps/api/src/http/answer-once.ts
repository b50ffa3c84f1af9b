import { createHmac } from 'node:crypto';
import type { RouteContract } from '@hubtwin/contract';
import {
  claimIdempotencyKey,
  type Database,
  finishIdempotencyKey,
  type IdempotentRequest,
  keepIdempotentEffect,
  releaseIdempotencyKey,
} from '@hubtwin/database';
import type { Request, Response } from 'express';
import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { ApiContext } from '../context.ts';
import { ProblemError } from '../problem-error.ts';
import type { Access } from '../queries/access.ts';
import type { Outgoing } from './outgoing.ts';
import type { Rendered } from './render.ts';
import { firstRun, type Repetition } from './repetition.ts';
import { toProblem } from './to-problem.ts';

interface Once {
  contract: RouteContract;
  access: Access;
  body: unknown;
}

/** No request takes as long: the process of an older claim died. */
export const claimSeconds = 120;
const replayed = { 'Idempotency-Replayed': 'true' };

/** A response stored for replay; of a response with a secret only its existence. */
const kept = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('success'),
    status: z.literal([200, 201, 202, 204, 302]),
    location: z.string().optional(),
    rendered: z.object({ text: z.string(), etag: z.string(), next: z.string().nullable() }),
  }),
  z.object({ kind: z.literal('secret') }),
  z.object({
    kind: z.literal('problem'),
    code: z.custom<ProblemError['code']>(),
    detail: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  }),
]);

/**
 * Runs a POST at most once for each `Idempotency-Key` of an API key: the same request again gets the
 * answer of the first (draft-ietf-httpapi-idempotency-key-header). Where its process died before it answered, or it
 * failed although it may have had an effect, `run` receives what that had done. A request that failed for a temporary reason, was redirected, or was refused before it
 * did anything releases the key; what it had committed is kept for the next request.
 *
 * @throws ProblemError `idempotency_mismatch` if the key was used with another request, `idempotency_in_progress`,
 *   `answer_not_kept`, or the problem of the first request.
 */
export async function answerOnce(
  request: Request,
  response: Response,
  { database, logger }: Pick<ApiContext, 'database' | 'logger'>,
  once: Once,
  run: (repetition: Repetition) => Promise<Outgoing>,
): Promise<Outgoing> {
  const key = once.contract.method === 'post' ? keyOf(request) : undefined;
  if (key === undefined || once.contract.scope === null) return await run(firstRun);

  const idempotent = { apiKeyId: once.access.keyId, key, fingerprint: fingerprintOf(request, once.body) };
  const claimed = await claim(database, idempotent);
  if ('answer' in claimed) {
    response.set(replayed);
    return replay(claimed.answer);
  }
  const { end, release, repetition } = claimed;
  // A claim that cannot be ended now is free after its time.
  const whatever = (ended: Promise<void>) =>
    ended.catch((error: unknown) => logger.warn({ err: error }, 'an idempotency key was not completed'));
  try {
    const answer = await run(repetition);
    await whatever('rendered' in answer ? end(keep(once.contract, answer)) : release(false));
    return answer;
  } catch (error) {
    const { status, code, message: detail, errors } = toProblem(error);
    await whatever(
      isFinal(status, code)
        ? end({ kind: 'problem', code, detail, errors })
        : release(mayHaveEffect(status, code)),
    );
    throw error;
  }
}

/** Nothing was run, and the same request may succeed once the configuration or another operation permits it. */
const unready = new Set<ProblemError['code']>([
  'app_not_configured',
  'delivery_in_progress',
  'encryption_key_missing',
  'github_no_credential',
  'hook_busy',
  'webhook_url_missing',
  'webhooks_disabled',
]);

/** Failures on our side and limits pass; nothing was run for an invalid request or one whose precondition failed. */
const isFinal = (status: number, code: ProblemError['code']) =>
  status < 500 && ![400, 412, 429].includes(status) && !unready.has(code);

/** GitHub's answer may have been lost after it had done what was requested. */
const mayHaveEffect = (status: number, code: ProblemError['code']) => status >= 500 && !unready.has(code);

type Kept = z.input<typeof kept>;

const keep = ({ isSecret }: RouteContract, answer: Extract<Outgoing, { rendered: Rendered }>): Kept =>
  isSecret === true ? { kind: 'secret' } : { kind: 'success', ...answer };

function replay(answer: string): Outgoing {
  const known = kept.parse(JSON.parse(answer));
  if (known.kind === 'success') return known;
  if (known.kind === 'problem') throw new ProblemError(known.code, known.detail, { errors: known.errors });
  throw answerNotKept();
}

/** The first response contained a secret, even if the process died before it was sent. */
export const answerNotKept = () =>
  new ProblemError(
    'answer_not_kept',
    'The first request succeeded. Its response contained a secret and is shown only once.',
  );

async function claim(database: ApiContext['database'], idempotent: IdempotentRequest) {
  const found = await claimIdempotencyKey(database, idempotent, { seconds: claimSeconds });
  if (found.state === 'answered') return { answer: found.answer };
  if (found.state === 'different') {
    throw new ProblemError('idempotency_mismatch', 'The Idempotency-Key was used with another request.');
  }
  if (found.state === 'running') {
    throw new ProblemError('idempotency_in_progress', 'The first request with this key is still running.', {
      headers: { 'Retry-After': '1' },
    });
  }
  const mine = { ...idempotent, claim: found.claim };
  const inProgress = () =>
    new ProblemError('idempotency_in_progress', 'Another process has taken over the request.', {
      headers: { 'Retry-After': '1' },
    });
  return {
    repetition: {
      isRepeated: found.isRepeated,
      done: found.effect,
      async keep(transaction: Transaction<Database>, done: readonly number[]) {
        if (!(await keepIdempotentEffect(transaction, mine, done))) throw inProgress();
      },
    },
    end: (answer: Kept) => finishIdempotencyKey(database, mine, JSON.stringify(answer)),
    release: (mayHaveEffect: boolean) => releaseIdempotencyKey(database, mine, { mayHaveEffect }),
  };
}

/** Plain, or as the quoted string of the draft. */
function keyOf(request: Request): string | undefined {
  const given = request.get('idempotency-key');
  if (given === undefined) return undefined;
  const [, quoted, bare] =
    /^(?:"([\x20-\x21\x23-\x5b\x5d-\x7e]{1,255})"|([\x21\x23-\x7e]{1,255}))$/.exec(given) ?? [];
  const key = quoted ?? bare;
  if (key !== undefined) return key;
  throw new ProblemError('invalid_request', 'Some values are invalid; see errors.', {
    errors: [{ path: 'header.Idempotency-Key', message: 'must be 1 to 255 printable ASCII characters' }],
  });
}

/** Under the API key, which is not stored: a short secret in the body cannot be guessed from the HMAC. */
function fingerprintOf({ method, originalUrl, headers }: Request, body: unknown): Buffer {
  const apiKey = (headers.authorization ?? '').replace(/^\S+ +/, '');
  return createHmac('sha256', apiKey)
    .update(JSON.stringify([method, originalUrl, body]))
    .digest();
}
