import type { Activity } from './stage.ts';
import { issueBody, issueTitle, remark } from './texts.ts';

const openIssue: Activity = {
  weight: ({ repositories, openIssues }) => (repositories.length > 0 && openIssues.length < 40 ? 6 : 0),
  perform({ commands, random, repositories, everyone, members }) {
    const repository = random.pick(repositories);
    return commands.openIssue({
      repository: repository.name,
      by: random.pick(everyone),
      title: issueTitle(random),
      body: issueBody(random),
      labels: random.sample([...repository.labels.keys()], random.integer(0, 2)),
      assignees: random.sample(members, random.integer(0, 1)),
    }).deliveries;
  },
};

const comment: Activity = {
  weight: ({ openIssues, openPulls }) => (openIssues.length + openPulls.length > 0 ? 10 : 0),
  perform({ commands, random, openIssues, openPulls, everyone }) {
    const { repository, number } = random.pick([
      ...openIssues.map((each) => ({ repository: each.repository.name, number: each.issue.number })),
      ...openPulls.map((each) => ({ repository: each.repository.name, number: each.pull.number })),
    ]);
    return commands.commentOnIssue({
      repository,
      number,
      by: random.pick(everyone),
      body: remark(random),
    }).deliveries;
  },
};

const editIssue: Activity = {
  weight: ({ openIssues }) => (openIssues.length > 0 ? 3 : 0),
  perform({ commands, random, openIssues }) {
    const { repository, issue } = random.pick(openIssues);
    const edit = random.chance(0.5) ? { title: issueTitle(random) } : { body: issueBody(random) };
    return commands.editIssue({
      repository: repository.name,
      number: issue.number,
      by: issue.author.login,
      ...edit,
    }).deliveries;
  },
};

const changeLabels: Activity = {
  weight: ({ openIssues }) => (openIssues.length > 0 ? 6 : 0),
  perform({ commands, random, openIssues, members }) {
    const { repository, issue } = random.pick(openIssues);
    const label = random.pick([...repository.labels.values()]);
    const input = {
      repository: repository.name,
      number: issue.number,
      by: random.pick(members),
      label: label.name,
    };
    const change = issue.labels.includes(label) ? commands.unlabelIssue : commands.labelIssue;
    return change(input).deliveries;
  },
};

const closeIssue: Activity = {
  weight: ({ openIssues }) => openIssues.length / 5,
  perform({ commands, random, openIssues, members }) {
    const { repository, issue } = random.pick(openIssues);
    return commands.closeIssue({
      repository: repository.name,
      number: issue.number,
      by: random.pick(members),
      reason: random.chance(0.8) ? 'completed' : 'not_planned',
    }).deliveries;
  },
};

const reopenIssue: Activity = {
  weight: ({ closedIssues }) => (closedIssues.length > 0 ? 0.8 : 0),
  perform({ commands, random, closedIssues, everyone }) {
    const { repository, issue } = random.pick(closedIssues);
    return commands.reopenIssue({
      repository: repository.name,
      number: issue.number,
      by: random.pick(everyone),
    }).deliveries;
  },
};

const deleteIssue: Activity = {
  weight: ({ closedIssues }) => (closedIssues.length > 5 ? 0.15 : 0),
  perform({ commands, random, closedIssues, members }) {
    const { repository, issue } = random.pick(closedIssues);
    return commands.deleteIssue({
      repository: repository.name,
      number: issue.number,
      by: random.pick(members),
    }).deliveries;
  },
};

export const issueActivities: readonly Activity[] = [
  openIssue,
  comment,
  editIssue,
  changeLabels,
  closeIssue,
  reopenIssue,
  deleteIssue,
];
