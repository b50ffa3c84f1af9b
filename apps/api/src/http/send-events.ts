import type { Request, Response } from 'express';
import { bearerKey } from './authenticate.ts';
import type { Followed } from './outgoing.ts';

/** Sends server-sent events, which neither a cache nor a proxy may keep, compress or collect. */
export async function sendEvents(request: Request, response: Response, { follow }: Followed): Promise<void> {
  response.status(200).set({
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store, no-transform',
    'X-Accel-Buffering': 'no',
  });
  if (request.method === 'HEAD') return void response.end();
  await follow(response, bearerKey(request.headers.authorization) ?? '');
}
