import { z } from 'zod';
import type { Field } from '../field.ts';

/** The pull request of a review or a comment. */
export const pullRequestOf: Field = {
  ...{ kind: 'reference', column: 'pull_number', key: 'number', type: 'integer', example: { number: 1348 } },
  github: z.unknown(),
  read: () => ({}),
};
