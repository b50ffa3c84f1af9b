import type { Activity, Stage } from './stage.ts';

const context = 'ci/browser-tests';

/** The last status of that context for each open pull request from a branch of its own repository. */
const pendingOf = ({ openPulls }: Stage) =>
  openPulls.flatMap(({ repository, pull }) => {
    if (!repository.branches.has(pull.head.ref) || pull.head.repository !== repository) return [];
    const statuses = [...repository.statuses.values()].filter(({ commit }) => commit.sha === pull.head.sha);
    return [{ repository, branch: pull.head.ref, last: statuses.at(-1) ?? null }];
  });

// Another continuous integration than GitHub Actions states its results.
const stateStatus: Activity = {
  weight: (stage) => pendingOf(stage).filter(({ last }) => last === null || last.state === 'pending').length,
  perform(stage) {
    const { commands, random, members } = stage;
    const waiting = pendingOf(stage).filter(({ last }) => last === null || last.state === 'pending');
    const { repository, branch, last } = random.pick(waiting);
    const scene = { repository: repository.name, by: random.pick(members), branch, context };
    const state = last === null ? 'pending' : random.chance(0.1) ? 'failure' : 'success';
    return commands.setCommitStatus({ ...scene, state }).deliveries;
  },
};

export const checkActivities: readonly Activity[] = [stateStatus];
