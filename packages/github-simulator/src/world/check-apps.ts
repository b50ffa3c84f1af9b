import type { CheckApp } from './model.ts';

const github: CheckApp['owner'] = {
  id: 9_919,
  nodeId: 'MDEyOk9yZ2FuaXphdGlvbjk5MTk=',
  login: 'github',
  type: 'Organization',
  name: 'GitHub',
  email: 'support@github.com',
  association: 'NONE',
};

/** The app that runs workflows. */
export const actionsApp: CheckApp = {
  id: 15_368,
  slug: 'github-actions',
  name: 'GitHub Actions',
  description: 'Automate your workflow from idea to production',
  externalUrl: 'https://help.github.com/en/actions',
  owner: github,
  createdAt: '2018-07-30T09:30:17Z',
};

/** An app of others, which checks commits too. */
export const externalApp: CheckApp = {
  id: 254_011,
  slug: 'code-quality',
  name: 'Code Quality',
  description: 'Measures what tests cover',
  externalUrl: 'https://quality.example',
  owner: github,
  createdAt: '2019-02-11T14:21:08Z',
};
