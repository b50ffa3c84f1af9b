import { z } from 'zod';
import { type ExtractedObservation, partial, whole } from '../event-handler.ts';
import * as github from '../github-types.ts';
import type { JsonObject } from '../json-object.ts';
import { organizationRunners } from './organization-runners.ts';

const ranOn = z.looseObject({
  id: github.int8,
  status: github.text,
  started_at: github.timestamp,
  completed_at: github.timestamp,
  runner_id: github.int8,
  runner_name: github.text,
  runner_group_id: github.int8,
  runner_group_name: github.text,
});

const keyOfOwner = ({ id }: JsonObject, ownerId: number) =>
  organizationRunners.keyOf({ id, organization: { id: ownerId } }, null);

/**
 * What a job shows of its self-hosted runner: its name, which never changes, and its group and whether it is busy at
 * the time of the job. Jobs do not show whether the runner is the repository's or its organisation's: the list that
 * contains it does. None before a runner is assigned, and for GitHub-hosted ones, which are created for each job.
 *
 * @param options `isOnlyStored`: only runners that are stored, because the job may be an old one.
 */
export function runnerOfJob(
  value: unknown,
  { isOnlyStored = false }: { isOnlyStored?: boolean } = {},
): ExtractedObservation[] {
  const { success, data: job } = ranOn.safeParse(value);
  if (!success || !job.runner_id || job.runner_group_name === 'GitHub Actions') return [];
  const { runner_id: id, runner_name: name, runner_group_id, runner_group_name } = job;
  const group = present({ runner_group_id, runner_group_name });
  const ofOwner = {
    resource: organizationRunners,
    keyOf: keyOfOwner,
    same: name == null ? {} : { name },
    isOnlyStored,
  };
  const isCompleted = job.status === 'completed';
  const clock = github.toClock(isCompleted ? job.completed_at : job.started_at);
  const isTimed = clock !== '' && (isCompleted || job.status === 'in_progress');
  return [
    { ...whole({ id, ...present({ name }), ...group }), ofOwner },
    ...(isTimed
      ? [
          {
            ...partial({ id, busy: !isCompleted, ...group }),
            clock,
            // A runner has one job at a time: within a second, a later job started after an earlier one ended.
            progress: `${String(job.id ?? 0).padStart(16, '0')}${isCompleted ? 1 : 0}`,
            isRestUnchanged: true,
            ofOwner: { ...ofOwner, ...(isCompleted && { endsIf: 'ephemeral' }) },
          },
        ]
      : []),
  ];
}

const present = (values: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
