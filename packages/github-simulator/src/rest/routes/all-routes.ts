import type { Route } from '../route.ts';
import { accounts } from './accounts.ts';
import { actions } from './actions.ts';
import { apps } from './apps.ts';
import { branches } from './branches.ts';
import { commits } from './commits.ts';
import { graphql } from './graphql.ts';
import { issues } from './issues.ts';
import { labels } from './labels.ts';
import { limits } from './limits.ts';
import { pullRequests } from './pull-requests.ts';
import { releases } from './releases.ts';
import { repositories } from './repositories.ts';

/** Every route of the REST API that the simulator serves. */
export const allRoutes: readonly Route[] = [
  ...limits,
  ...graphql,
  ...apps,
  ...accounts,
  ...repositories,
  ...branches,
  ...commits,
  ...issues,
  ...pullRequests,
  ...labels,
  ...releases,
  ...actions,
];
