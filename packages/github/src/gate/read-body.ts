import { parseJson } from '@hubtwin/json';
import type { OctokitResponse, ResponseHeaders } from '@octokit/types';

/** An answer's body: as it came where it is text, and what it says. */
export interface Body {
  /** Null where it is no text, or was not ours to read. */
  text: string | null;
  data: unknown;
}

const isJson = (type: string) => /^application\/(scim\+)?json\b/.test(type);
const isText = (type: string) => type === '' || type.startsWith('text/') || /charset=utf-8/i.test(type);

/**
 * Reads an answer's body. Octokit would look at every value for integers beyond 2^53, which takes ten times as long
 * as reading the JSON; `parseJson` does where there are any. Asked not to, Octokit hands on the body of a success unread.
 *
 * @throws what ends the body early.
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

/** What a body of text says: the text itself where it is not JSON, or not readable as such. */
export function dataOf(text: string, headers: Pick<ResponseHeaders, 'content-type'>): unknown {
  if (!isJson(headers['content-type'] ?? '')) return text;
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}
