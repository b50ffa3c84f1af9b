import { RestError } from './answer.ts';

/** What GitHub answers for a field of an App's manifest that is wrong. */
export const invalidManifest = (field: string) =>
  new RestError(422, `Invalid GitHub App configuration: ${field} is wrong`);
