import type { WatchedFile } from '@hubtwin/database';
import type { BranchPush } from './read-push.ts';
import { type Watching, watchedPaths } from './watched-paths.ts';

/**
 * Whether a push may have changed the watched files of a project. Of the paths for a plan only those before the
 * existing one matter. The target of a link may be any file.
 *
 * @param files of the project, as last read.
 */
export function touchesProject(
  { files: touched }: Pick<BranchPush, 'files'>,
  project: Watching & { files: readonly WatchedFile[] },
): boolean {
  if (touched === null || project.files.some(({ isLink }) => isLink)) return true;
  const watched = watchedPaths(project);
  const found = watched.plans.indexOf(project.files.find(({ role }) => role === 'plan')?.path ?? '');
  const plans = found === -1 ? watched.plans : watched.plans.slice(0, found + 1);
  return plans.some((path) => touched.has(path)) || [...touched].some(watched.isManifest);
}
