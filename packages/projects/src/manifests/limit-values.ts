import { UnreadableFileError } from '../unreadable-file-error.ts';

/** More than the largest manifests have, and few enough to be validated quickly. */
const maxValues = 50_000;

/**
 * Returns a parser's result if its arrays and objects have no more than 50,000 values in total.
 *
 * @throws UnreadableFileError if they have more.
 */
export function limitValues(parsed: unknown): unknown {
  let values = 0;
  const open = [parsed];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    const held: unknown[] = Array.isArray(value) ? value : Object.values(value);
    values += held.length;
    if (values > maxValues) throw new UnreadableFileError(`more than ${maxValues} values`);
    for (const each of held) if (typeof each === 'object') open.push(each);
  }
  return parsed;
}
