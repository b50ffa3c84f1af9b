import type { RouteContext } from './route.ts';

/** How long a write to GitHub may take, in milliseconds: somebody waits for it. */
const deadlineMs = 20_000;

/** How GitHub is asked to change something. */
export const writeOptions = ({ database, github }: Pick<RouteContext, 'database' | 'github'>) =>
  ({ database, github, priority: 'critical', deadlineMs }) as const;
