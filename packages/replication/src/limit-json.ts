import { UnusableDeliveryError } from '@hubtwin/resources';

/** More than fit into GitHub's maximum of 25 MB: paths of files in a push, of 15 characters. */
const maxValues = 1_500_000;
/** GitHub's objects have a hundred; `client_payload` and the like have at most 64 KB. */
const maxKeys = 10_000;
/** Postgres and JSON.stringify fail at some thousand. */
const maxDepth = 1_000;
/** Shorter texts are parsed quickly whatever they contain, and are nearly all deliveries. */
const uncheckedLength = 65_536;

const [quote, backslash, comma, colon, brace, closingBrace, bracket, closingBracket] =
  Buffer.from('"\\,:{}[]');

/**
 * Rejects JSON that is small enough to be received but would occupy a worker for many seconds: `JSON.parse` alone
 * takes several for a million keys of one object, or for as many brackets. Scans the text once, without validating
 * it.
 *
 * @throws UnusableDeliveryError
 */
export function limitJson(json: string): void {
  if (json.length <= uncheckedLength) return;
  let values = 0;
  let depth = 0;
  /** Number of keys of each open object. */
  const keys = new Uint16Array(maxDepth + 1);
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (code === quote) at = endOfString(json, at);
    else if (code === comma) values += 1;
    else if (code === colon) {
      const known = (keys[depth] ?? 0) + 1;
      if (known > maxKeys) throw new UnusableDeliveryError(`an object of more than ${maxKeys} keys`);
      keys[depth] = known;
    } else if (code === brace || code === bracket) {
      values += 1;
      depth += 1;
      if (depth > maxDepth) throw new UnusableDeliveryError(`nested deeper than ${maxDepth}`);
      keys[depth] = 0;
    } else if (code === closingBrace || code === closingBracket) depth = Math.max(0, depth - 1);
    if (values > maxValues) throw new UnusableDeliveryError(`more than ${maxValues} values`);
  }
}

/** The end of the string that starts here. */
function endOfString(json: string, start: number): number {
  for (let at = start + 1; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (code === backslash) at += 1;
    else if (code === quote) return at;
  }
  return json.length;
}
