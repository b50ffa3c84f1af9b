import type { RouteContract } from '@hubtwin/contract';
import type { Rendered } from './render.ts';

/** A success that is too large to be held: it is sent while it is read. */
export interface Streamed {
  etag: string;
  /** The text of the body. What it throws before the first piece is answered as a problem. */
  pieces(): AsyncGenerator<string | Buffer>;
}

/** An answer that is ready to be sent. */
export type Outgoing =
  | { status: RouteContract['status']; location?: string | undefined; rendered: Rendered }
  | { streamed: Streamed }
  | { movedTo: string };
