import { listedByParents } from '../../fetch/parents-of.ts';
import { probeHeads } from './probe-heads.ts';
import { probeMilestoneCounts } from './probe-milestone-counts.ts';
import { probeObjects } from './probe-objects.ts';
import type { ProbePart, WatchedPart } from './probe-part.ts';
import { probeRepository } from './probe-repository.ts';
import { probeRules } from './probe-rules.ts';
import { probeRuns } from './probe-runs.ts';
import { probedResources } from './probed-lists.ts';
import { watchChildren } from './watch-children.ts';
import { watchHeads } from './watch-heads.ts';
import { watchObjects } from './watch-objects.ts';
import { watchParents } from './watch-parents.ts';
import { watchRuns } from './watch-runs.ts';

/** Everything that a probe compares of each repository. */
export const probeParts: readonly ProbePart[] = [
  probeRepository,
  ...probedResources.map(probeObjects),
  probeRules,
  probeRuns,
  probeHeads,
  probeMilestoneCounts,
];

/** Everything that probes compare in rotation. */
export const watchedParts: readonly WatchedPart[] = [
  ...probedResources.flatMap((resource) => watchObjects(resource) ?? []),
  ...listedByParents.map(watchParents),
  ...listedByParents.flatMap((parents) => watchChildren(parents) ?? []),
  watchRuns,
  watchHeads,
];
