import { addBranches } from './add-branches.ts';
import { addConversations } from './add-conversations.ts';
import { addHistory } from './add-history.ts';
import { addLabels } from './add-labels.ts';
import { addMilestones } from './add-milestones.ts';
import { addReleases } from './add-releases.ts';
import { addRuns } from './add-runs.ts';
import type { Plot } from './plot.ts';

/** Adds all objects of a new repository's size. */
export function fillRepository(plot: Plot): void {
  addHistory(plot);
  addLabels(plot);
  addMilestones(plot);
  addConversations(plot);
  addBranches(plot);
  addReleases(plot);
  addRuns(plot);
}
