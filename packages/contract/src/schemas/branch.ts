import { z } from 'zod';
import { boolean, observed, repositoryRef } from '../fields.ts';
import { observedExample, repositoryRefExample, shaExample } from './examples.ts';

export const branch = z
  .object({
    name: z.string(),
    commit: z.object({ sha: z.string() }).nullable(),
    protected: boolean,
    repository: repositoryRef,
    ...observed,
  })
  .meta({ id: 'Branch' });

export type Branch = z.output<typeof branch>;

export const branchExample: Branch = {
  name: 'main',
  commit: { sha: shaExample },
  protected: true,
  repository: repositoryRefExample,
  ...observedExample,
};
