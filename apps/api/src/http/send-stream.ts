import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { RouteContract } from '@hubtwin/contract';
import { bulkhead, isBulkheadRejectedError } from 'cockatiel';
import type { Request, Response } from 'express';
import { ProblemError } from '../problem-error.ts';
import type { Streamed } from './outgoing.ts';
import { sendHead } from './send-head.ts';

export type SendStream = (
  request: Request,
  response: Response,
  contract: RouteContract,
  streamed: Streamed,
) => Promise<void>;

/** Each stream holds a few chunks until its client has read them. */
const atOnce = 16;
const waiting = 64;
const maxMs = 120_000;

/**
 * Streams successes that are too large for memory, a few concurrently; others wait for their turn. A client that reads too
 * slowly is disconnected.
 *
 * @returns a function that throws ProblemError `rate_limited` if too many wait, and the errors of reading.
 */
export function createStreamSender(): SendStream {
  const turns = bulkhead(atOnce, waiting);

  const send = async (response: Response, { pieces }: Streamed) => {
    const reading = pieces();
    // An error before the first chunk can still be answered.
    const first = await reading.next();
    const rest = async function* () {
      if (first.done !== true) yield first.value;
      yield* reading;
    };
    const signal = AbortSignal.timeout(maxMs);
    try {
      await pipeline(Readable.from(rest(), { highWaterMark: 1 }), response, { signal });
    } catch (error) {
      if (!isClientsFault(error)) throw error;
      response.destroy();
    }
  };
  return async (request, response, contract, streamed) => {
    if (!sendHead(request, response, contract, streamed.etag)) return;
    if (request.method === 'HEAD') return void response.end();
    try {
      await turns.execute(() => send(response, streamed));
    } catch (error) {
      if (!response.headersSent) response.removeHeader('ETag');
      if (!isBulkheadRejectedError(error)) throw error;
      throw new ProblemError('rate_limited', 'Too many large responses are being sent; try again soon.', {
        headers: { 'Retry-After': '5' },
      });
    }
  };
}

/** The client disconnected, or took too long. */
const isClientsFault = (error: unknown) =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'ERR_STREAM_PREMATURE_CLOSE' || error.code === 'ABORT_ERR');
