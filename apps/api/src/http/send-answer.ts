import type { RouteContract } from '@hubtwin/contract';
import type { Request, Response } from 'express';
import type { Rendered } from './render.ts';
import { sendHead } from './send-head.ts';

/** Writes a success, or 304 if the client has it already. */
export function sendAnswer(
  request: Request,
  response: Response,
  contract: RouteContract,
  { text, etag, next }: Omit<Rendered, 'etag'> & { etag: string | null },
): void {
  if (contract.status === 204) {
    response.status(contract.status).end();
    return;
  }
  if (next !== null) response.set('Link', `<${withCursor(request.originalUrl, next)}>; rel="next"`);
  if (sendHead(request, response, contract, etag)) response.send(text);
}

/** Relative, so that it is valid behind any proxy. */
function withCursor(originalUrl: string, cursor: string): string {
  const [path = ''] = originalUrl.split('?', 1);
  const parameters = new URLSearchParams(originalUrl.slice(path.length));
  parameters.set('cursor', cursor);
  return `${path}?${parameters}`;
}
