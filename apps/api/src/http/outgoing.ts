import type { RouteContract } from '@hubtwin/contract';
import type { Response } from 'express';
import type { Rendered } from './render.ts';

/** A success that is too large for memory: it is streamed. */
export interface Streamed {
  etag: string;
  /** The text of the body. An error before the first chunk is answered as a problem. */
  pieces(): AsyncGenerator<string | Buffer>;
}

/** A success without an end: events are sent until the client disconnects. */
export interface Followed {
  /** Sends the events. The head is sent with the first one, so that an error before can be answered as a problem. */
  follow(response: Response, key: string): Promise<void>;
}

/** A response that is ready to be sent. */
export type Outgoing =
  | { status: RouteContract['status']; location?: string | undefined; rendered: Rendered }
  | { streamed: Streamed }
  | { followed: Followed }
  | { movedTo: string };
