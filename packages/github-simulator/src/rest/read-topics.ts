import { RestError } from './answer.ts';
import { isObject } from './is-object.ts';

const maxTopics = 20;
const maxLetters = 50;

/**
 * Topics in GitHub's form: lower case, without duplicates.
 *
 * @throws RestError 422 for invalid or too many topics.
 * @see https://docs.github.com/rest/repos/repos#replace-all-repository-topics
 */
export function readTopics(body: unknown): string[] {
  const names = isObject(body) ? body.names : undefined;
  if (!Array.isArray(names)) throw new RestError(422, 'Invalid request.\n\n"names" wasn\'t supplied.');
  const topics = [...new Set(names.map((name) => String(name).toLowerCase()))];
  if (topics.length > maxTopics) throw refuse(`A repository cannot have more than ${maxTopics} topics.`);
  if (!topics.every(isTopic)) {
    throw refuse(
      `Topics must start with a lowercase letter or number, consist of ${maxLetters} characters or less, and can include hyphens.`,
    );
  }
  return topics;
}

const isTopic = (name: string) => /^[a-z0-9][a-z0-9-]*$/.test(name) && name.length <= maxLetters;

const refuse = (error: string) => new RestError(422, 'Validation Failed', { body: { errors: [error] } });
