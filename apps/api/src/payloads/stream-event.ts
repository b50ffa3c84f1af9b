import { createHash } from 'node:crypto';
import type { Streamed } from '../http/outgoing.ts';
import type { Rendered } from '../http/render.ts';
import type { PayloadReader, StoredBody } from './payload-reader.ts';

/**
 * An event whose stored payload is sent without parsing.
 *
 * @param event rendered with a null payload, which is its last field.
 * @param sha256 of the body.
 */
export function streamEvent(
  payloads: PayloadReader,
  { event, body, sha256 }: { event: Rendered; body: StoredBody; sha256: Buffer },
): Streamed {
  const last = 'null}';
  const etag = createHash('sha1').update(event.etag).update(sha256).digest('base64url');
  return {
    etag: `W/"${etag}"`,
    async *pieces() {
      const isShown = await payloads.isShown(body);
      yield event.text.slice(0, -last.length);
      if (isShown) yield* payloads.read(body);
      else yield 'null';
      yield '}';
    },
  };
}
