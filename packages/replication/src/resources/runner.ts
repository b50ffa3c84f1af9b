import type { JsonObject } from '@hubtwin/database';
import { z } from 'zod';
import { boolean, int8, namedList, names, text } from '../github-types.ts';

export const githubRunner = z.looseObject({
  id: z.number().int(),
  name: text,
  os: text,
  status: text,
  busy: boolean,
  labels: namedList,
  runner_group_id: int8,
  runner_group_name: text,
});

/** The columns of a runner of a repository or an organisation. */
export const runnerColumns = (runner: Partial<z.output<typeof githubRunner>>) => ({
  name: runner.name,
  os: runner.os,
  status: runner.status,
  busy: runner.busy,
  labels: names(runner.labels),
  runner_group_id: runner.runner_group_id,
  runner_group_name: runner.runner_group_name,
});

export const runnerChanges = ['name', 'status', 'labels', 'runner_group_id'];

const ranOn = z.looseObject({
  runner_id: int8,
  runner_name: text,
  runner_group_id: int8,
  runner_group_name: text,
});

/** The runner in a job; null before one is assigned, and for GitHub-hosted runners, which are created for each job. */
export function runnerOfJob(job: unknown): (JsonObject & { id: number }) | null {
  const { success, data } = ranOn.safeParse(job);
  if (!success || !data.runner_id || data.runner_group_name === 'GitHub Actions') return null;
  const { runner_name: name, runner_group_id, runner_group_name } = data;
  const known = Object.entries({ name, runner_group_id, runner_group_name });
  return { id: data.runner_id, ...Object.fromEntries(known.filter(([, value]) => value !== undefined)) };
}
