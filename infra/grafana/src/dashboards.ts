import { actions } from './actions.ts';
import { api } from './api.ts';
import { githubBudget } from './github-budget.ts';
import { ingest } from './ingest.ts';
import { queues } from './queues.ts';
import { replication } from './replication.ts';

/** The dashboards in Grafana's JSON format, by file name. */
export const dashboards: ReadonlyMap<string, string> = new Map(
  [ingest, replication, githubBudget, queues, api, actions].map((dashboard) => [
    `${dashboard.uid?.replace('hubtwin-', '')}.json`,
    `${JSON.stringify(dashboard, null, 2)}\n`,
  ]),
);
