import { UnusableDeliveryError } from './define-resource.ts';

/** GitHub's texts have 65,536 characters at most, but for messages of commits. */
const longestText = 1_048_576;
/** Characters of all texts, and eight for each other value: an issue may show some ten thousand labels. */
const mostCharacters = 16_777_216;

/**
 * Refuses an object of a delivery that is larger than GitHub's are: whoever signs deliveries could else fill what is
 * shown with texts of 25 MB.
 *
 * @throws UnusableDeliveryError
 */
export function limitObject(name: string, object: object): void {
  let left = mostCharacters;
  const open: object[] = [object];
  for (let each = open.pop(); each !== undefined; each = open.pop()) {
    for (const [key, value] of Object.entries(each)) {
      const length = typeof value === 'string' ? value.length : 8;
      if (length > longestText)
        throw new UnusableDeliveryError(`${name}: a text of more than ${longestText} characters`);
      left -= key.length + length;
      if (typeof value === 'object' && value !== null) open.push(value);
    }
    if (left < 0)
      throw new UnusableDeliveryError(`${name}: an object of more than ${mostCharacters} characters`);
  }
}
