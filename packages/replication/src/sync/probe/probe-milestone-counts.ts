import { findMiscountedMilestones } from '@hubtwin/database';
import { milestones } from '@hubtwin/resources';
import { z } from 'zod';
import type { ProbePart } from './probe-part.ts';

/**
 * The counts of milestones, which change without a new version: the event that an issue was added may be lost, and another
 * one may bring the issue. GraphQL would have to list the issues, so the stored ones are counted.
 */
export const probeMilestoneCounts: ProbePart = {
  selection: '',
  schema: z.unknown(),
  async compare({ database, repositories }) {
    const ids = repositories.map(({ ours }) => ours.id);
    const miscounted = await findMiscountedMilestones(database, ids);
    return miscounted.map((repositoryId) => ({ repositoryId, of: { resource: milestones.name } }));
  },
};
