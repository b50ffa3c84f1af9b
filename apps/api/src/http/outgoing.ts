import type { RouteContract } from '@hubtwin/contract';
import type { Rendered } from './render.ts';

/** A success that is too large for memory: it is streamed. */
export interface Streamed {
  etag: string;
  /** The text of the body. An error before the first chunk is answered as a problem. */
  pieces(): AsyncGenerator<string | Buffer>;
}

/** A response that is ready to be sent. */
export type Outgoing =
  | { status: RouteContract['status']; location?: string | undefined; rendered: Rendered }
  | { streamed: Streamed }
  | { movedTo: string };
