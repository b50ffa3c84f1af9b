import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal.ts';

/** What the headers of a delivery say. None of it is signed. */
export interface DeliveryHeaders {
  guid: string;
  event: string;
  /** The 32 bytes of `X-Hub-Signature-256`. */
  signature: Buffer;
  hookId: number | null;
  /** Kept with the body. */
  kept: Record<string, string>;
}

const guidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const eventShape = /^[a-z0-9_]{1,64}$/;
const signatureShape = /^sha256=([0-9a-f]{64})$/;
const bodyTypes = new Set(['application/json', 'application/x-www-form-urlencoded']);

/**
 * Reads and checks the headers before a byte of the body is.
 *
 * @throws Refusal 400 for what is missing, repeated or malformed, 401 for a missing or malformed signature.
 */
export function readHeaders(request: IncomingMessage): DeliveryHeaders {
  const guid = single(request, 'x-github-delivery').toLowerCase();
  if (!guidShape.test(guid)) throw new Refusal(400, 'delivery', 'X-GitHub-Delivery must be a UUID');
  const event = single(request, 'x-github-event');
  if (!eventShape.test(event)) throw new Refusal(400, 'event', 'X-GitHub-Event must be the name of an event');

  const [contentType = ''] = single(request, 'content-type').split(';');
  if (!bodyTypes.has(contentType.trim().toLowerCase()) || request.headers['content-encoding'] !== undefined) {
    const known = [...bodyTypes].join(' or ');
    throw new Refusal(400, 'content_type', `Content-Type must be ${known}, without a Content-Encoding`);
  }

  if (request.headersDistinct['x-hub-signature-256'] === undefined) {
    throw new Refusal(401, 'signature', 'X-Hub-Signature-256 is missing');
  }
  const [, hex] = signatureShape.exec(single(request, 'x-hub-signature-256')) ?? [];
  if (hex === undefined)
    throw new Refusal(401, 'signature', 'X-Hub-Signature-256 must be sha256= and 64 hex digits');

  const hook = request.headers['x-github-hook-id'];
  const hookId = typeof hook === 'string' && /^[1-9][0-9]{0,14}$/.test(hook) ? Number(hook) : null;
  return { guid, event, hookId, signature: Buffer.from(hex, 'hex'), kept: keep(request) };
}

function single(request: IncomingMessage, name: string): string {
  const [value, ...more] = request.headersDistinct[name] ?? [];
  if (value === undefined) throw new Refusal(400, 'header', `${name} is missing`);
  if (more.length > 0) throw new Refusal(400, 'header', `${name} is repeated`);
  return value;
}

function keep({ headers }: IncomingMessage): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value !== 'string') continue;
    if (
      name.startsWith('x-github-') ||
      name === 'x-hub-signature-256' ||
      name === 'content-type' ||
      name === 'user-agent'
    ) {
      kept[name] = value;
    }
  }
  return kept;
}
