import type { Activity } from './stage.ts';
import { branchName, changeTitle, commitsOf } from './texts.ts';

const openPullRequest: Activity = {
  weight: ({ repositories, openPulls }) => (repositories.length > 0 && openPulls.length < 12 ? 4 : 0),
  perform({ commands, random, repositories, openIssues, members }) {
    const { name: repository, labels } = random.pick(repositories);
    const by = random.chance(0.15) ? 'dependabot[bot]' : random.pick(members);
    const branch = branchName(random);
    const fixable = openIssues.filter((each) => each.repository.name === repository);
    const created = commands.createBranch({ repository, by, branch, commits: commitsOf(random) });
    const opened = commands.openPullRequest({
      repository,
      by,
      head: branch,
      title: changeTitle(random),
      draft: random.chance(0.2),
      labels: random.sample([...labels.keys()], random.integer(0, 1)),
      reviewers: random.sample(
        members.filter((member) => member !== by),
        random.integer(0, 2),
      ),
      ...(fixable.length > 0 && random.chance(0.6) && { closes: random.pick(fixable).issue.number }),
    });
    return [...created.deliveries, ...opened.deliveries];
  },
};

const synchronizePullRequest: Activity = {
  weight: ({ openPulls }) => (openPulls.length > 0 ? 3 : 0),
  perform({ commands, random, openPulls }) {
    const { repository, pull } = random.pick(openPulls);
    return commands.synchronizePullRequest({
      repository: repository.name,
      number: pull.number,
      by: pull.author.login,
      commits: commitsOf(random),
      forced: random.chance(0.15),
    }).deliveries;
  },
};

const readyPullRequest: Activity = {
  weight: ({ openPulls }) => openPulls.filter(({ pull }) => pull.draft).length / 2,
  perform({ commands, random, openPulls }) {
    const { repository, pull } = random.pick(openPulls.filter(({ pull }) => pull.draft));
    return commands.readyPullRequest({
      repository: repository.name,
      number: pull.number,
      by: pull.author.login,
    }).deliveries;
  },
};

const mergePullRequest: Activity = {
  weight: ({ openPulls }) => openPulls.filter(({ pull }) => !pull.draft).length / 4,
  perform({ commands, random, openPulls, members }) {
    const { repository, pull } = random.pick(openPulls.filter(({ pull }) => !pull.draft));
    return commands.mergePullRequest({
      repository: repository.name,
      number: pull.number,
      by: random.pick(members),
      method: random.chance(0.5) ? 'squash' : 'merge',
      deletesBranch: true,
    }).deliveries;
  },
};

const abandonPullRequest: Activity = {
  weight: ({ openPulls }) => openPulls.length / 25,
  perform({ commands, random, openPulls, members }) {
    const { repository, pull } = random.pick(openPulls);
    const scene = { repository: repository.name, by: random.pick(members) };
    const closed = commands.closePullRequest({ ...scene, number: pull.number });
    const deleted = commands.deleteBranch({ ...scene, branch: pull.head.ref });
    return [...closed.deliveries, ...deleted.deliveries];
  },
};

const pushToDefaultBranch: Activity = {
  weight: ({ repositories }) => (repositories.length > 0 ? 1.5 : 0),
  perform({ commands, random, repositories, members }) {
    const { name: repository, defaultBranch: branch } = random.pick(repositories);
    return commands.push({ repository, by: random.pick(members), branch, commits: commitsOf(random) })
      .deliveries;
  },
};

export const codeActivities: readonly Activity[] = [
  openPullRequest,
  synchronizePullRequest,
  readyPullRequest,
  mergePullRequest,
  abandonPullRequest,
  pushToDefaultBranch,
];
