import {
  commits,
  issues,
  labels,
  pullRequests,
  type Representation,
  shownAs,
  workflowRuns,
} from '@hubtwin/resources';
import { type ItemSchema, itemSchema } from './item-schema.ts';

const made = new Map<Representation, ItemSchema>();

/** The schema of a representation; the document contains it once. */
export function itemOf(representation: Representation): ItemSchema {
  const item = made.get(representation) ?? itemSchema(representation);
  made.set(representation, item);
  return item;
}

/** Schemas that other routes use, too. */
export const commit = itemOf(shownAs(commits));
export const issue = itemOf(shownAs(issues));
export const label = itemOf(shownAs(labels));
export const pullRequest = itemOf(shownAs(pullRequests));
export const workflowRun = itemOf(shownAs(workflowRuns));
