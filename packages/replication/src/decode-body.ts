import type { JsonObject } from '@hubtwin/database';
import { UnusableDeliveryError } from './define-resource.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The payload of a delivery, whose hook may send it as JSON or as a form's field `payload`. What
 * Postgres cannot store in text (U+0000, lone surrogates) becomes U+FFFD.
 *
 * @throws UnusableDeliveryError when the body is not UTF-8, not JSON, or not an object.
 */
export function decodeBody(contentType: string, body: Buffer): JsonObject {
  let payload: unknown;
  try {
    const text = utf8.decode(body);
    const json = contentType.startsWith('application/x-www-form-urlencoded')
      ? (new URLSearchParams(text).get('payload') ?? '')
      : text;
    payload = /\\u(0000|[dD][89a-fA-F])/.test(json) ? JSON.parse(json, storable) : JSON.parse(json);
  } catch (cause) {
    throw new UnusableDeliveryError('the body is not JSON in UTF-8', { cause });
  }
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) {
    throw new UnusableDeliveryError('the payload is not an object');
  }
  return payload as JsonObject;
}

const clean = (text: string) => text.toWellFormed().replaceAll('\u0000', '\ufffd');

function storable(_: string, value: unknown): unknown {
  if (typeof value === 'string') return clean(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [clean(key), inner]));
}
