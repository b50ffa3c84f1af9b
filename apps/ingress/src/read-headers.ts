import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal.ts';

/** The headers of a delivery. They are not signed. */
export interface DeliveryHeaders {
  guid: string;
  event: string;
  /** The 32 bytes of `X-Hub-Signature-256`. */
  signature: Buffer;
  hookId: number | null;
  /** Kept with the body: without the signature. */
  kept: Record<string, string>;
}

const guidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const eventShape = /^[a-z0-9_]{1,64}$/;
const signatureShape = /^sha256=([0-9a-f]{64})$/;
const hookIdShape = /^[1-9][0-9]{0,14}$/;
const otherKept = new Set(['content-type', 'user-agent', 'x-hub-signature-256']);
const bodyTypes = new Set(['application/json', 'application/x-www-form-urlencoded']);

/**
 * Reads and checks the headers before the body is read.
 *
 * @throws Refusal 400 for a missing, repeated or malformed header, 401 for a missing or malformed signature.
 */
export function readHeaders({ rawHeaders }: IncomingMessage): DeliveryHeaders {
  const { kept, repeated, isEncoded } = collect(rawHeaders);
  const single = (name: string): string => {
    const value = kept[name];
    if (value === undefined) throw new Refusal(400, 'header', `${name} is missing`);
    if (repeated.includes(name)) throw new Refusal(400, 'header', `${name} is repeated`);
    return value;
  };

  const guid = single('x-github-delivery').toLowerCase();
  if (!guidShape.test(guid)) throw new Refusal(400, 'delivery', 'X-GitHub-Delivery must be a UUID');
  const event = single('x-github-event');
  if (!eventShape.test(event)) throw new Refusal(400, 'event', 'X-GitHub-Event must be the name of an event');

  const [contentType = ''] = single('content-type').split(';');
  if (!bodyTypes.has(contentType.trim().toLowerCase()) || isEncoded) {
    const known = [...bodyTypes].join(' or ');
    throw new Refusal(400, 'content_type', `Content-Type must be ${known}, without a Content-Encoding`);
  }

  if (kept['x-hub-signature-256'] === undefined) {
    throw new Refusal(401, 'signature', 'X-Hub-Signature-256 is missing');
  }
  const [, hex] = signatureShape.exec(single('x-hub-signature-256')) ?? [];
  if (hex === undefined)
    throw new Refusal(401, 'signature', 'X-Hub-Signature-256 must be sha256= and 64 hex digits');

  // A reader of the signature could send the body again under another GUID or event.
  delete kept['x-hub-signature-256'];
  const hook = kept['x-github-hook-id'];
  const hookId = hook !== undefined && hookIdShape.test(hook) ? Number(hook) : null;
  return { guid, event, hookId, signature: Buffer.from(hex, 'hex'), kept };
}

/** One pass over the raw pairs: Node's own views of the headers cost more than the other checks. */
function collect(rawHeaders: readonly string[]) {
  const kept: Record<string, string> = {};
  const repeated: string[] = [];
  let isEncoded = false;
  for (let n = 0; n + 1 < rawHeaders.length; n += 2) {
    const name = (rawHeaders[n] ?? '').toLowerCase();
    const value = rawHeaders[n + 1] ?? '';
    if (name === 'content-encoding') isEncoded = true;
    if (!name.startsWith('x-github-') && !otherKept.has(name)) continue;
    const before = kept[name];
    if (before !== undefined) repeated.push(name);
    kept[name] = before === undefined ? value : `${before}, ${value}`;
  }
  return { kept, repeated, isEncoded };
}
