import type { RouteContract } from '@hubtwin/contract';
import type { Rendered } from './render.ts';

/** An answer that is ready to be sent. */
export type Outgoing =
  | { status: RouteContract['status']; location?: string | undefined; rendered: Rendered }
  | { movedTo: string };
