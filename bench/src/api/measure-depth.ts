import { median } from '../median.ts';
import type { OpenApi } from './open-api.ts';

const turns = 200;

/** Milliseconds to read the same page from two APIs, alternating: the median of each. */
export async function measurePages(apis: readonly OpenApi[], paths: readonly string[]): Promise<number[]> {
  const took: number[][] = apis.map(() => []);
  for (let turn = 0; turn < turns; turn++) {
    for (const [at, api] of apis.entries()) {
      const started = performance.now();
      await read(api, paths[at] ?? '');
      took[at]?.push(performance.now() - started);
    }
  }
  return took.map(median);
}

/** The URL of a page, counted from 1, found by following the cursors. */
export async function addressOfPage(api: OpenApi, path: string, page: number): Promise<string> {
  let address = path;
  for (let at = 1; at < page; at++) {
    const { next_cursor: cursor } = await read(api, address);
    if (cursor === null) throw new Error(`there is no page ${page} of ${path}`);
    address = `${path}&cursor=${cursor}`;
  }
  return address;
}

async function read(api: OpenApi, path: string): Promise<{ next_cursor: string | null }> {
  const response = await fetch(`${api.url}${path}`, { headers: api.headers });
  const body: unknown = await response.json();
  if (!response.ok || typeof body !== 'object' || body === null || !('next_cursor' in body)) {
    throw new Error(`${path}: ${response.status} ${JSON.stringify(body)}`);
  }
  return { next_cursor: typeof body.next_cursor === 'string' ? body.next_cursor : null };
}
