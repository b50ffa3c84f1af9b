import { parseJson } from '@hubtwin/json';
import type { OctokitResponse, ResponseHeaders } from '@octokit/types';

/** The body of a response: its text, and its parsed data. */
export interface Body {
  /** Null if it is not text, or was already read. */
  text: string | null;
  data: unknown;
}

const isJson = (type: string) => /^application\/(scim\+)?json\b/.test(type);
const isText = (type: string) => type === '' || type.startsWith('text/') || /charset=utf-8/i.test(type);

/**
 * Reads the body of a response. Octokit would check every value for integers beyond 2^53, which takes ten times as long
 * as parsing the JSON; `parseJson` does it only if there are any. With an option Octokit passes on the body of a
 * success unread.
 *
 * @throws the error that ended the body early.
 */
export async function readBody({ data, headers }: OctokitResponse<unknown>): Promise<Body> {
  if (data === null) return { text: '', data: '' };
  if (!(data instanceof ReadableStream)) return { text: null, data };
  const body = new Response(data);
  const type = headers['content-type'] ?? '';
  if (!isJson(type) && !isText(type)) return { text: null, data: await body.arrayBuffer() };
  const text = await body.text();
  return { text, data: dataOf(text, headers) };
}

/** Parses a text body; returns the text itself if it is not JSON, or invalid JSON. */
export function dataOf(text: string, headers: Pick<ResponseHeaders, 'content-type'>): unknown {
  if (!isJson(headers['content-type'] ?? '')) return text;
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}
