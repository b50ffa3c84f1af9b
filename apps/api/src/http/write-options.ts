import type { RouteContext } from './route.ts';

/** How long a write to GitHub may take, in milliseconds, as a caller waits for it. */
const deadlineMs = 20_000;

/** The options of writes to GitHub. */
export const writeOptions = ({ database, github }: Pick<RouteContext, 'database' | 'github'>) =>
  ({ database, github, priority: 'critical', deadlineMs }) as const;
