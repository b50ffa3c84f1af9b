import { decodeBody } from '@hubtwin/replication';
import { hideOtherRepositories } from './hide-other-repositories.ts';
import type { VisibleRepositories } from './visible-repositories.ts';

interface StoredBody {
  headers: Record<string, string>;
  /** Null if the body exceeds the searched maximum. */
  body: Buffer | null;
}

/** The redacted payload of a delivery; null if it cannot be shown. */
export interface ShownPayload {
  payload: unknown;
  /** Paths of the hidden fields; `*`: everything. */
  hidden: string[];
}

/** Maximum size of a searched body, in bytes: an object in memory takes many times as much. */
export const maxSearchedBytes = 4 * 1_048_576;

/**
 * The payload of a delivery of one of these repositories, without data of others. It is synchronous: for any number
 * of requests, one payload is in memory at a time.
 */
export function showPayload({ headers, body }: StoredBody, visible: VisibleRepositories): ShownPayload {
  if (body === null || body.length > maxSearchedBytes) return { payload: null, hidden: ['*'] };
  try {
    const payload = decodeBody(headers['content-type'] ?? '', body);
    const { shown, hidden } = hideOtherRepositories(payload, visible);
    // A value that is nested too deeply to serialise is not shown.
    JSON.stringify(shown);
    return { payload: shown, hidden };
  } catch {
    return { payload: null, hidden: ['*'] };
  }
}
