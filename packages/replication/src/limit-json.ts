import { UnusableDeliveryError } from './define-resource.ts';

/** More than the 25 MB hold that GitHub sends at most: paths of files in a push, of 15 characters. */
const mostValues = 1_500_000;
/** Objects of GitHub's have a hundred; `client_payload` and the like are at most 64 KB. */
const mostKeys = 10_000;
/** Postgres and JSON.stringify end at some thousand. */
const deepest = 1_000;
/** What is shorter is done soon, whatever it holds, and is nearly all that comes. */
const harmless = 65_536;

const [quote, comma, colon, brace, closingBrace, bracket, closingBracket] = Buffer.from('",:{}[]');

/**
 * Refuses JSON that is small enough to be received and would occupy a worker for many seconds, of which `JSON.parse`
 * alone takes several for a million keys of one object, or for as many brackets. Reads the text once; whether it is
 * JSON is for the parser to say.
 *
 * @throws UnusableDeliveryError
 */
export function limitJson(json: string): void {
  if (json.length <= harmless) return;
  let values = 0;
  let depth = 0;
  /** Keys of each object that is open. */
  const keys = new Uint16Array(deepest + 1);
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (code === quote) at = endOfString(json, at);
    else if (code === comma) values += 1;
    else if (code === colon) {
      const known = (keys[depth] ?? 0) + 1;
      if (known > mostKeys) throw new UnusableDeliveryError(`an object of more than ${mostKeys} keys`);
      keys[depth] = known;
    } else if (code === brace || code === bracket) {
      values += 1;
      depth += 1;
      if (depth > deepest) throw new UnusableDeliveryError(`nested deeper than ${deepest}`);
      keys[depth] = 0;
    } else if (code === closingBrace || code === closingBracket) depth = Math.max(0, depth - 1);
    if (values > mostValues) throw new UnusableDeliveryError(`more than ${mostValues} values`);
  }
}

/** Where the string ends that begins here. */
function endOfString(json: string, start: number): number {
  let end = json.indexOf('"', start + 1);
  while (end !== -1) {
    let escapes = 0;
    while (json[end - 1 - escapes] === '\\') escapes += 1;
    if (escapes % 2 === 0) return end;
    end = json.indexOf('"', end + 1);
  }
  return json.length;
}
