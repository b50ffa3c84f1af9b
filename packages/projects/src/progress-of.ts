import type { Progress } from '@hubtwin/database';
import type { ReadProgress } from './read-progress.ts';

/** Combines the contents of files. @param errors about files that were not read. */
export function progressOf(
  plan: string | null,
  read: readonly ReadProgress[],
  errors: Progress['errors'],
): Progress {
  return {
    plan,
    sections: read.flatMap(({ sections }) => sections),
    dependencies: read.flatMap(({ dependencies }) => dependencies),
    errors: [
      ...read.flatMap(({ file: { path, error } }) => (error === null ? [] : [{ path, error }])),
      ...errors,
    ],
  };
}
