import express, { type Request, type RequestHandler, type Response } from 'express';
import { ProblemError } from '../problem-error.ts';

/** Longest body of a request, in bytes. */
const limit = 65_536;

const readJson = express.json({ limit });

/**
 * The JSON body of a request; undefined if it has none.
 *
 * @throws ProblemError if the body is not JSON, and the body parser's errors.
 */
export async function readBody(request: Request, response: Response): Promise<unknown> {
  await run(readJson, request, response);
  const { body }: { body?: unknown } = request;
  const hasBody =
    request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
  if (hasBody && request.is('json') === false) {
    throw new ProblemError('unsupported_media_type', 'Send the body as application/json.');
  }
  return body;
}

function run(handler: RequestHandler, request: Request, response: Response): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  handler(request, response, (error?: unknown) => (error === undefined ? resolve() : reject(error)));
  return promise;
}
