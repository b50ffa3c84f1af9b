import type { Progress, WatchedFile } from '@hubtwin/database';
import { countTasks } from './count-tasks.ts';
import { limitText } from './limit-text.ts';
import { parseManifest } from './manifests/parse-manifest.ts';

/** The contents of one file. */
export type FileProgress = Pick<Progress, 'sections' | 'dependencies'>;

const maxOfPlan = { length: 2_000_000, lines: 20_000 };

/** @throws what its parser throws, for a text that is not in the format of its path, or is too long. */
export function parseFile({ path, role }: Pick<WatchedFile, 'path' | 'role'>, text: string): FileProgress {
  if (role === 'manifest') return { sections: [], dependencies: parseManifest(path, text) };
  limitText(text, maxOfPlan);
  return { sections: countTasks(text), dependencies: [] };
}
