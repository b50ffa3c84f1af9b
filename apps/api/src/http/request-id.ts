import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';

const header = 'X-Request-Id';
const sane = /^[A-Za-z0-9._-]{8,128}$/;

/** Assigns each request an id, the client's own if it is valid, and returns it in the response. */
export const identifyRequest: RequestHandler = (request, response, next) => {
  const given = request.get(header) ?? '';
  response.set(header, sane.test(given) ? given : randomUUID());
  next();
};

/** The id that `identifyRequest` assigned. */
export function requestId(response: Response): string {
  return response.get(header) ?? '';
}
