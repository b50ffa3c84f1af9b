import type { RepositoryInput, WorkflowInput } from '../commands/add-repository.ts';
import type { Account } from '../world/model.ts';

/** The login of the organisation's owner. */
export const ownerLogin = 'ada-okafor';

/** The people of the demo organisation, an outside contributor, and a bot. */
export const people: readonly Pick<Account, 'login' | 'name' | 'type' | 'association'>[] = [
  { login: 'ada-okafor', name: 'Ada Okafor', type: 'User', association: 'MEMBER' },
  { login: 'bram-visser', name: 'Bram Visser', type: 'User', association: 'MEMBER' },
  { login: 'chiara-conti', name: 'Chiara Conti', type: 'User', association: 'MEMBER' },
  { login: 'dmitri-volkov', name: 'Dmitri Volkov', type: 'User', association: 'MEMBER' },
  { login: 'emi-tanaka', name: 'Emi Tanaka', type: 'User', association: 'MEMBER' },
  { login: 'farid-haddad', name: 'Farid Haddad', type: 'User', association: 'MEMBER' },
  { login: 'grace-lindqvist', name: 'Grace Lindqvist', type: 'User', association: 'CONTRIBUTOR' },
  { login: 'dependabot[bot]', name: 'dependabot[bot]', type: 'Bot', association: 'CONTRIBUTOR' },
];

const checkout = 'Run actions/checkout@v5';

/** The workflow of every repository. */
export const ciWorkflow: WorkflowInput = {
  name: 'CI',
  path: '.github/workflows/ci.yml',
  triggers: ['push', 'pull_request'],
  jobs: [
    { name: 'lint', runsOn: ['ubuntu-latest'], steps: [checkout, 'Run make lint'] },
    { name: 'test', runsOn: ['ubuntu-latest'], steps: [checkout, 'Run make test', 'Upload coverage'] },
  ],
};

const deploy: WorkflowInput = {
  name: 'Deploy',
  path: '.github/workflows/deploy.yml',
  triggers: ['release'],
  jobs: [
    {
      name: 'deploy',
      runsOn: ['self-hosted', 'linux', 'x64'],
      steps: [checkout, 'Build image', 'Roll out'],
      environment: 'production',
    },
  ],
};

/** The repositories at the start of the simulation. */
export const demoRepositories: readonly (Omit<RepositoryInput, 'by'> & { createdAt: string })[] = [
  {
    repository: 'storefront',
    description: 'The shop that customers see',
    language: 'TypeScript',
    topics: ['react', 'shop'],
    stars: 212,
    createdAt: '2021-05-11T08:30:12Z',
    workflows: [ciWorkflow, deploy],
  },
  {
    repository: 'orders-api',
    description: 'Takes, prices and tracks orders',
    language: 'Go',
    topics: ['api', 'grpc'],
    stars: 87,
    createdAt: '2021-06-02T13:04:51Z',
    workflows: [ciWorkflow, deploy],
  },
  {
    repository: 'design-system',
    description: 'Components, tokens and icons',
    language: 'TypeScript',
    topics: ['design-tokens', 'react'],
    stars: 1340,
    createdAt: '2022-01-19T10:22:07Z',
    workflows: [ciWorkflow],
  },
  {
    repository: 'forecast',
    description: 'Demand forecasts from the order history',
    language: 'Python',
    topics: ['machine-learning'],
    stars: 45,
    createdAt: '2022-09-27T15:41:33Z',
    workflows: [ciWorkflow],
  },
  {
    repository: 'infrastructure',
    description: 'Clusters, queues and databases as code',
    language: 'HCL',
    private: true,
    createdAt: '2021-05-11T09:02:40Z',
    workflows: [ciWorkflow, deploy],
  },
  {
    repository: 'handbook',
    description: 'How we work',
    language: 'MDX',
    topics: ['documentation'],
    stars: 19,
    createdAt: '2023-03-08T07:55:18Z',
    workflows: [ciWorkflow],
  },
];
