import type { IncomingMessage } from 'node:http';
import { RestError } from './answer.ts';

const mostBytes = 10 * 1_024 * 1_024;

/** The body of a request, parsed; undefined when it is empty. @throws RestError 400 as GitHub words it. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  return parse(await readText(request));
}

/** A page's form, as an object, or JSON where the content type says so. */
export async function readForm(request: IncomingMessage): Promise<unknown> {
  const text = await readText(request);
  const isJson = request.headers['content-type']?.includes('json') ?? false;
  return isJson ? parse(text) : Object.fromEntries(new URLSearchParams(text));
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw new RestError(413, 'Payload Too Large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function parse(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new RestError(400, 'Problems parsing JSON');
  }
}
