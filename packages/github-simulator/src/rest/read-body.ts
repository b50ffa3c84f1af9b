import type { IncomingMessage } from 'node:http';
import { RestError } from './answer.ts';

/** JSON is parsed; a form's fields become an object, unless its content type is JSON; bytes are unchanged. */
export type BodyKind = 'json' | 'form' | 'bytes';

const maxBytes = 10 * 1_024 * 1_024;

/**
 * The body of a request; undefined if it is empty.
 *
 * @throws RestError 400 with GitHub's message, 413 for more than 10 MB.
 */
export async function readBody(request: IncomingMessage, as: BodyKind = 'json'): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new RestError(413, 'Payload Too Large');
    chunks.push(chunk);
  }
  if (bytes === 0) return undefined;
  const body = Buffer.concat(chunks);
  if (as === 'bytes') return body;
  const isForm = as === 'form' && !request.headers['content-type']?.includes('json');
  if (isForm) return Object.fromEntries(new URLSearchParams(body.toString()));
  try {
    return JSON.parse(body.toString());
  } catch {
    throw new RestError(400, 'Problems parsing JSON');
  }
}
