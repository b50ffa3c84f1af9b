import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';

const header = 'X-Request-Id';
const sane = /^[A-Za-z0-9._-]{8,128}$/;

/** Gives each request an id, that of the client where it sent a sane one, and answers with it. */
export const identifyRequest: RequestHandler = (request, response, next) => {
  const given = request.get(header) ?? '';
  response.set(header, sane.test(given) ? given : randomUUID());
  next();
};

/** The id that `identifyRequest` gave. */
export function requestId(response: Response): string {
  return response.get(header) ?? '';
}
