import type { OctokitResponse } from '@octokit/types';

/**
 * What an answer says. Octokit would look at every value for integers beyond 2^53, which takes ten times as long
 * as reading the JSON; GitHub's ids stay below that. Asked not to, it hands on the body of a success unread.
 *
 * @returns text for what is not JSON, or not readable as such; bytes for what is neither.
 * @throws what ends the body early.
 */
export async function readData({ data, headers }: OctokitResponse<unknown>): Promise<unknown> {
  if (data === null) return '';
  if (!(data instanceof ReadableStream)) return data;
  const body = new Response(data);
  const type = headers['content-type'] ?? '';
  if (/^application\/(scim\+)?json\b/.test(type)) return parse(await body.text());
  if (type === '' || type.startsWith('text/') || /charset=utf-8/i.test(type)) return await body.text();
  return await body.arrayBuffer();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
