import type { Simulator } from '../create-simulator.ts';
import type { Delivery } from '../world/create-world.ts';
import type { Repository } from '../world/model.ts';
import { setStage } from './stage.ts';

/** Maximum sizes of each repository of a scenario. */
export interface GrowthLimits {
  closedIssues: number;
  releases: number;
  completedRuns: number;
  /** Open and closed ones. */
  pullRequests: number;
}

/** At the demo's rate a repository reaches this number of pull requests after more than two weeks. */
export const demoLimits: Readonly<GrowthLimits> = {
  closedIssues: 300,
  releases: 100,
  completedRuns: 2_000,
  pullRequests: 3_000,
};

/**
 * Removes the oldest objects beyond the limits in the way GitHub does, so that clients that follow the deliveries stay
 * correct. Issues (410 from then on) and releases are deleted, with events. Completed runs are removed as by GitHub's
 * retention, without events. Pull requests and commits cannot be deleted: a repository with too many is deleted, and
 * created again with its name.
 *
 * @see
 * https://docs.github.com/organizations/managing-organization-settings/configuring-the-retention-period-for-github-actions-artifacts-and-logs-in-your-organization
 */
export function tidyUp(simulator: Simulator, limits: GrowthLimits): Delivery[] {
  const { commands, random, members, repositories } = setStage(simulator);

  function tidy(repository: Repository): Delivery[] {
    const { name, issues, releases, runs, pullRequests } = repository;
    const scene = { repository: name, by: random.pick(members) };
    if (pullRequests.size > limits.pullRequests) {
      const { description, language, topics, workflows, strangersStars: stars } = repository;
      return [
        ...commands.deleteRepository(scene).deliveries,
        ...commands.createRepository({
          ...scene,
          ...(description !== null && { description }),
          ...(language !== null && { language }),
          ...{ topics, workflows, stars, private: repository.private },
        }).deliveries,
      ];
    }
    const isClosed = ({ state }: { state: string }) => state === 'closed';
    const isCompleted = ({ status }: { status: string }) => status === 'completed';
    return [
      ...beyond(issues.values().filter(isClosed), limits.closedIssues).flatMap(
        ({ number }) => commands.deleteIssue({ ...scene, number }).deliveries,
      ),
      ...beyond(releases.values(), limits.releases).flatMap(
        ({ tag }) => commands.deleteRelease({ ...scene, tag }).deliveries,
      ),
      ...beyond(runs.values().filter(isCompleted), limits.completedRuns).flatMap(
        ({ id }) => commands.deleteWorkflowRun({ ...scene, run: id }).deliveries,
      ),
    ];
  }

  return repositories.flatMap(tidy);
}

/** A Map iterates in the order of creation, which is the order of age. */
function beyond<T>(objects: Iterable<T>, keep: number): T[] {
  const all = [...objects];
  return all.slice(0, Math.max(0, all.length - keep));
}
