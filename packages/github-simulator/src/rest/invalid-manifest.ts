import { RestError } from './answer.ts';

/** GitHub's response to an invalid field of an App's manifest. */
export const invalidManifest = (field: string) =>
  new RestError(422, `Invalid GitHub App configuration: ${field} is wrong`);
