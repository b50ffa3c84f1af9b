import { z } from 'zod';
import { account, boolean, id, integer, observed, repositoryRef, text, texts } from '../fields.ts';
import { observedExample, repositoryRefExample } from './examples.ts';

export const runner = z
  .object({
    id: id.describe('Unique within its repository or organisation: GitHub counts anew in each.'),
    name: text,
    os: text,
    status: text.describe('`online` or `offline`; null for one that only a job has told of.'),
    busy: boolean,
    labels: texts,
    runner_group_id: integer,
    runner_group_name: text,
    repository: repositoryRef.nullable().describe('Null for a runner of an organisation.'),
    organization: account.describe('Null for a runner of a repository.'),
    ...observed,
  })
  .meta({ id: 'Runner' });

export type Runner = z.output<typeof runner>;

export const runnerExample: Runner = {
  id: 23,
  name: 'linux_runner',
  os: 'linux',
  status: 'online',
  busy: true,
  labels: ['self-hosted', 'Linux', 'X64'],
  runner_group_id: 1,
  runner_group_name: 'Default',
  repository: repositoryRefExample,
  organization: null,
  ...observedExample,
  source: 'sync',
};
