import { z } from 'zod';
import { objectOf } from '../field.ts';
import { boolean, id, idOrNull, names, text } from '../field-kinds.ts';
import * as github from '../github-types.ts';
import type { JsonObject } from '../json-object.ts';

/** The fields of a runner of a repository or an organisation. */
export const runnerFields = {
  id: id(23, { description: 'Unique within its repository or organisation only.' }),
  name: text('linux_runner'),
  os: text('linux'),
  status: text('online', {
    description: '`online` or `offline`; null for a runner that is known from jobs only.',
  }),
  busy: boolean(true),
  labels: names(['self-hosted', 'Linux', 'X64']),
  runner_group_id: idOrNull(1),
  runner_group_name: text('Default'),
};

export const githubRunner = objectOf(runnerFields);

export const runnerChanges = ['name', 'status', 'labels', 'runner_group_id'];

const ranOn = z.looseObject({
  runner_id: github.int8,
  runner_name: github.text,
  runner_group_id: github.int8,
  runner_group_name: github.text,
});

/** The runner in a job; null before one is assigned, and for GitHub-hosted runners, which are created for each job. */
export function runnerOfJob(job: unknown): (JsonObject & { id: number }) | null {
  const { success, data } = ranOn.safeParse(job);
  if (!success || !data.runner_id || data.runner_group_name === 'GitHub Actions') return null;
  const { runner_name: name, runner_group_id, runner_group_name } = data;
  const known = Object.entries({ name, runner_group_id, runner_group_name });
  return { id: data.runner_id, ...Object.fromEntries(known.filter(([, value]) => value !== undefined)) };
}
