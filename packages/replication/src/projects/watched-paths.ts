import type { WatchedFile } from '@hubtwin/database';

/** Where a plan is looked for; the first that is there is it. */
const defaultPlans = ['docs/plan.md', 'plan.md', 'README.md'];
const defaultManifests = [
  'package.json',
  'requirements.txt',
  'pyproject.toml',
  'Cargo.toml',
  'go.mod',
  'Dockerfile',
];

/** What a project is configured to watch; null: the defaults. */
export interface Watching {
  planPath: string | null;
  manifests: readonly string[] | null;
}

/** The paths that may hold a project's plan, the best first, and those of its manifests. */
export function watchedPaths({
  planPath,
  manifests,
}: Watching): Record<WatchedFile['role'], readonly string[]> {
  const plan = planPath === null ? defaultPlans : [planPath];
  return { plan, manifest: (manifests ?? defaultManifests).filter((path) => !plan.includes(path)) };
}
