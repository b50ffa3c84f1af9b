import { decodeBody } from '@hubtwin/replication';
import { hideOtherRepositories } from './hide-other-repositories.ts';
import type { VisibleRepositories } from './visible-repositories.ts';

interface StoredBody {
  headers: Record<string, string>;
  /** Null where there are more bytes than are searched. */
  body: Buffer | null;
}

/** The payload of a delivery as it may be shown; null where it cannot be. */
export interface ShownPayload {
  payload: unknown;
  /** Paths of what was taken out; `*`: all of it. */
  hidden: string[];
}

/** Longest body that is looked through, in bytes: an object in memory takes many times as much. */
export const maxSearchedBytes = 4 * 1_048_576;

/**
 * The payload of a delivery of one of these repositories, without what belongs to others. It does not wait: however
 * many ask, one payload is in memory at a time.
 */
export function showPayload({ headers, body }: StoredBody, visible: VisibleRepositories): ShownPayload {
  if (body === null || body.length > maxSearchedBytes) return { payload: null, hidden: ['*'] };
  try {
    const payload = decodeBody(headers['content-type'] ?? '', body);
    const { shown, hidden } = hideOtherRepositories(payload, visible);
    // What is nested deeper than it can be written again is not shown.
    JSON.stringify(shown);
    return { payload: shown, hidden };
  } catch {
    return { payload: null, hidden: ['*'] };
  }
}
