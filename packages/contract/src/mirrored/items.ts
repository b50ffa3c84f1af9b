import { commits, issues, labels, pullRequests, type Representation, workflowRuns } from '@hubtwin/resources';
import { type ItemSchema, itemSchema } from './item-schema.ts';

const made = new Map<Representation, ItemSchema>();

/** The one schema of a representation, which the document has once. */
export function itemOf(representation: Representation): ItemSchema {
  const item = made.get(representation) ?? itemSchema(representation);
  made.set(representation, item);
  return item;
}

/** Those that other routes show, too. */
export const commit = itemOf(commits);
export const issue = itemOf(issues);
export const label = itemOf(labels);
export const pullRequest = itemOf(pullRequests);
export const workflowRun = itemOf(workflowRuns);
