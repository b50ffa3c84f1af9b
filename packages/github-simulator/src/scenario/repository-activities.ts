import { ciWorkflow } from './demo-organisation.ts';
import type { Activity } from './stage.ts';
import { remark } from './texts.ts';

const plans = ['returns-portal', 'notifications', 'price-lists', 'warehouse-app', 'metrics-gateway'];
const extraLabels = ['needs triage', 'priority: high', 'regression', 'performance'];
const colours = ['0e8a16', '1d76db', 'b60205', 'fbca04', 'c5def5'];

const star: Activity = {
  weight: ({ repositories }) => (repositories.length > 0 ? 3 : 0),
  perform({ commands, random, repositories, everyone }) {
    const { name: repository, stargazers } = random.pick(repositories);
    const by = random.pick(everyone);
    return (stargazers.has(by) ? commands.unstar : commands.star)({ repository, by }).deliveries;
  },
};

const publishRelease: Activity = {
  weight: ({ repositories }) => (repositories.length > 0 ? 0.5 : 0),
  perform({ commands, random, repositories, members }) {
    const repository = random.pick(repositories);
    const [major = 1, minor = 0] = ([...repository.releases.keys()].at(-1) ?? 'v1.0')
      .slice(1)
      .split('.')
      .map(Number);
    return commands.publishRelease({
      repository: repository.name,
      by: random.pick(members),
      tag: `v${major}.${minor + 1}.0`,
      body: `## What's changed\n\n- ${remark(random)}\n`,
      prerelease: random.chance(0.15),
    }).deliveries;
  },
};

const changeLabel: Activity = {
  weight: ({ repositories }) => (repositories.length > 0 ? 0.6 : 0),
  perform({ commands, random, repositories, members }) {
    const { name: repository, labels } = random.pick(repositories);
    const scene = { repository, by: random.pick(members) };
    const missing = extraLabels.filter((name) => !labels.has(name));
    if (missing.length > 0) {
      return commands.createLabel({ ...scene, name: random.pick(missing), color: random.pick(colours) })
        .deliveries;
    }
    const name = random.pick([...labels.keys()]);
    return commands.editLabel({ ...scene, name, color: random.pick(colours) }).deliveries;
  },
};

const editRepository: Activity = {
  weight: ({ repositories }) => (repositories.length > 0 ? 0.3 : 0),
  perform({ commands, random, repositories, members }) {
    const { name: repository, description } = random.pick(repositories);
    const year = random.integer(2026, 2029);
    return commands.editRepository({
      repository,
      by: random.pick(members),
      description: `${(description ?? 'Notes').replace(/ \(\d+\)$/, '')} (${year})`,
    }).deliveries;
  },
};

const createRepository: Activity = {
  weight: ({ repositories, archived }) => (repositories.length + archived.length < 9 ? 0.1 : 0),
  perform({ commands, random, repositories, archived, members }) {
    const taken = new Set([...repositories, ...archived].map(({ name }) => name));
    return commands.createRepository({
      repository: random.pick(plans.filter((name) => !taken.has(name))),
      by: random.pick(members),
      description: remark(random),
      language: 'TypeScript',
      workflows: [ciWorkflow],
    }).deliveries;
  },
};

const renameRepository: Activity = {
  weight: ({ repositories }) => (repositories.length > 0 ? 0.08 : 0),
  perform({ commands, random, repositories, archived, members }) {
    const { name: repository } = random.pick(repositories);
    const name = repository.endsWith('-next') ? repository.slice(0, -5) : `${repository}-next`;
    if ([...repositories, ...archived].some((other) => other.name === name)) return [];
    return commands.renameRepository({ repository, by: random.pick(members), name }).deliveries;
  },
};

const archiveRepository: Activity = {
  weight: ({ repositories, archived }) => (repositories.length > 4 && archived.length === 0 ? 0.08 : 0),
  perform({ commands, random, repositories, members }) {
    const { name: repository } = random.pick(repositories);
    return commands.archiveRepository({ repository, by: random.pick(members) }).deliveries;
  },
};

const unarchiveRepository: Activity = {
  weight: ({ archived }) => (archived.length > 0 ? 0.5 : 0),
  perform({ commands, random, archived, members }) {
    const { name: repository } = random.pick(archived);
    return commands.unarchiveRepository({ repository, by: random.pick(members) }).deliveries;
  },
};

export const repositoryActivities: readonly Activity[] = [
  star,
  publishRelease,
  changeLabel,
  editRepository,
  createRepository,
  renameRepository,
  archiveRepository,
  unarchiveRepository,
];
