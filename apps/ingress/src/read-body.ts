import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal.ts';

/**
 * Reads the raw body, whatever its declared length.
 *
 * @throws Refusal 413 as soon as it is, or is declared to be, over the limit; 400 when it ends early.
 */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const tooLarge = () => new Refusal(413, 'size', `the body is over ${maxBytes} bytes`);
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge();
  const chunks: Buffer[] = [];
  let bytes = 0;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  request
    .on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxBytes) reject(tooLarge());
      else chunks.push(chunk);
    })
    .once('end', resolve)
    .once('error', reject)
    .once('close', reject);
  try {
    await promise;
  } catch (error) {
    request.removeAllListeners('data');
    throw error instanceof Refusal ? error : new Refusal(400, 'aborted', 'the body ended early');
  }
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, bytes);
}
