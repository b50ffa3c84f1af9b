import type { Commands } from '../commands/create-commands.ts';
import type { Simulator } from '../create-simulator.ts';
import type { Delivery } from '../world/create-world.ts';
import type { Issue, PullRequest, Repository, WorkflowRun } from '../world/model.ts';
import type { Random } from '../world/random.ts';

/**
 * The state that activities use. Excludes populations, which are so large that most activities would close their
 * issues.
 */
export interface Stage {
  commands: Commands;
  random: Random;
  /** Logins of people who can push, merge and release. */
  members: string[];
  /** Logins of everyone. */
  everyone: string[];
  /** Repositories that are not archived. */
  repositories: Repository[];
  archived: Repository[];
  openIssues: { repository: Repository; issue: Issue }[];
  closedIssues: { repository: Repository; issue: Issue }[];
  openPulls: { repository: Repository; pull: PullRequest }[];
  runs: { repository: Repository; run: WorkflowRun }[];
}

/** A recurring activity of people. */
export interface Activity {
  /** Its relative probability; 0 if it is not possible. */
  weight(stage: Stage): number;
  perform(stage: Stage): Delivery[];
}

export function setStage({ commands, world }: Simulator): Stage {
  const users = [...world.accounts.values()].filter(({ type }) => type !== 'Organization');
  const all = [...world.repositories.values()].filter(
    ({ id, owner }) => owner === world.organisation && !world.populated.has(id),
  );
  const repositories = all.filter(({ archived }) => !archived);
  const issues = repositories.flatMap((repository) =>
    [...repository.issues.values()].map((issue) => ({ repository, issue })),
  );
  return {
    commands,
    random: world.random,
    members: users.filter(({ association }) => association === 'MEMBER').map(({ login }) => login),
    everyone: users.filter(({ type }) => type === 'User').map(({ login }) => login),
    repositories,
    archived: all.filter(({ archived }) => archived),
    openIssues: issues.filter(({ issue }) => issue.state === 'open'),
    closedIssues: issues.filter(({ issue }) => issue.state === 'closed'),
    openPulls: repositories.flatMap((repository) =>
      [...repository.pullRequests.values()]
        .filter(({ state }) => state === 'open')
        .map((pull) => ({ repository, pull })),
    ),
    runs: repositories.flatMap((repository) =>
      [...repository.runs.values()].map((run) => ({ repository, run })),
    ),
  };
}
