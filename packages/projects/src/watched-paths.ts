import type { WatchedFile } from '@hubtwin/database';

/** Default paths of a plan; the first existing one is used. */
const defaultPlans = ['docs/plan.md', 'plan.md', 'README.md'];
const defaultManifests = [
  'package.json',
  'requirements.txt',
  'pyproject.toml',
  'Cargo.toml',
  'go.mod',
  'Dockerfile',
];

/** The paths that a project is configured to watch; null: the defaults. */
export interface Watching {
  planPath: string | null;
  manifests: readonly string[] | null;
}

/** The possible paths of a project's plan, in order of preference, and those of its manifests. */
export function watchedPaths({
  planPath,
  manifests,
}: Watching): Record<WatchedFile['role'], readonly string[]> {
  const plan = planPath === null ? defaultPlans : [planPath];
  return { plan, manifest: (manifests ?? defaultManifests).filter((path) => !plan.includes(path)) };
}
