import { isJsonObject, parseJson } from '@hubtwin/json';
import { type JsonObject, UnusableDeliveryError } from '@hubtwin/resources';
import { limitJson } from './limit-json.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Decodes the payload of a delivery, which is JSON or the field `payload` of a form, with `parseJson`.
 *
 * @throws UnusableDeliveryError if the body is not UTF-8, not JSON, not an object, or too large.
 */
export function decodeBody(contentType: string, body: Buffer): JsonObject {
  const payload = parse(contentType, body);
  if (!isJsonObject(payload)) throw new UnusableDeliveryError('the payload is not an object');
  return payload;
}

function parse(contentType: string, body: Buffer): unknown {
  try {
    const text = utf8.decode(body);
    const json = contentType.startsWith('application/x-www-form-urlencoded')
      ? (new URLSearchParams(text).get('payload') ?? '')
      : text;
    limitJson(json);
    return parseJson(json);
  } catch (cause) {
    if (cause instanceof UnusableDeliveryError) throw cause;
    throw new UnusableDeliveryError('the body is not JSON in UTF-8', { cause });
  }
}
