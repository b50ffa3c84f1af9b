import type { Progress, WatchedFile } from '@hubtwin/database';
import { countTasks } from './count-tasks.ts';
import { parseManifest } from './manifests/parse-manifest.ts';

/** What one file tells. */
export type FileProgress = Pick<Progress, 'sections' | 'dependencies'>;

/** @throws what its parser throws, for a text that is not of the form that its path promises. */
export function parseFile({ path, role }: Pick<WatchedFile, 'path' | 'role'>, text: string): FileProgress {
  return role === 'plan'
    ? { sections: countTasks(text), dependencies: [] }
    : { sections: [], dependencies: parseManifest(path, text) };
}
