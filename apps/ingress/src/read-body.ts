import type { IncomingMessage } from 'node:http';
import { type ArrivingBody, type BodyMemory, openBody } from './arriving-body.ts';
import { Refusal } from './refusal.ts';

/**
 * Reads the raw body, regardless of its declared length.
 *
 * @param sender whose share of the memory it uses.
 * @throws Refusal 413 as soon as it is, or is declared to be, over the limit; 503 when its memory is needed for
 *   others; 400 when it ends early.
 */
export async function readBody(
  request: IncomingMessage,
  { sender, maxBytes, memory }: { sender: string; maxBytes: number; memory: BodyMemory },
): Promise<ArrivingBody> {
  const tooLarge = () => new Refusal(413, 'size', `the body is over ${maxBytes} bytes`);
  const declared = Number(request.headers['content-length'] ?? Number.NaN);
  if (declared > maxBytes) throw tooLarge();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const body = openBody(memory, sender, reject);
  const take = (chunk: Buffer) => {
    if (body.bytes + chunk.length > maxBytes) reject(tooLarge());
    else if (chunk.length === declared) body.appendWhole(chunk);
    else {
      body.append(chunk);
      // Node would read megabytes of one connection before it reads from the next.
      request.pause();
      void memory.turns.next().then(() => request.resume());
    }
  };
  request.on('data', take).once('end', resolve).once('error', reject).once('close', reject);
  try {
    await promise;
    return body;
  } catch (error) {
    request.off('data', take);
    body[Symbol.dispose]();
    throw error instanceof Refusal ? error : new Refusal(400, 'aborted', 'the body ended early');
  }
}
