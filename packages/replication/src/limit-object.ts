import { UnusableDeliveryError } from '@hubtwin/resources';

/** GitHub's texts have at most 65,536 characters, except commit messages. */
const maxTextLength = 1_048_576;
/** Characters of all texts, and eight for each other value: an issue may have ten thousand labels. */
const maxCharacters = 16_777_216;

/**
 * Rejects an object of a delivery that is larger than any of GitHub's: otherwise anyone who can sign deliveries could
 * store texts of 25 MB.
 *
 * @throws UnusableDeliveryError
 */
export function limitObject(name: string, object: object): void {
  let left = maxCharacters;
  const open: object[] = [object];
  for (let each = open.pop(); each !== undefined; each = open.pop()) {
    for (const [key, value] of Object.entries(each)) {
      const length = typeof value === 'string' ? value.length : 8;
      if (length > maxTextLength)
        throw new UnusableDeliveryError(`${name}: a text of more than ${maxTextLength} characters`);
      left -= key.length + length;
      if (typeof value === 'object' && value !== null) open.push(value);
    }
    if (left < 0)
      throw new UnusableDeliveryError(`${name}: an object of more than ${maxCharacters} characters`);
  }
}
