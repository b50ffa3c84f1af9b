import type { Progress, WatchedFile } from '@hubtwin/database';
import { countTasks } from './count-tasks.ts';
import { limitText } from './limit-text.ts';
import { parseManifest } from './manifests/parse-manifest.ts';

/** The contents of one file. */
export interface FileProgress extends Pick<Progress, 'sections' | 'dependencies'> {
  /** Which of its lines were skipped; null: none. */
  error: string | null;
}

const maxOfPlan = { length: 2_000_000, lines: 20_000 };

/** @throws what its parser throws, for a text that is not in the format of its path, or is too long. */
export function parseFile({ path, role }: Pick<WatchedFile, 'path' | 'role'>, text: string): FileProgress {
  if (role === 'manifest') return { sections: [], ...parseManifest(path, text) };
  limitText(text, maxOfPlan);
  return { sections: countTasks(text), dependencies: [], error: null };
}
