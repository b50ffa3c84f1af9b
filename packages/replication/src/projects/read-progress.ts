import { createHash } from 'node:crypto';
import type { Progress, ProjectState, WatchedFile } from '@hubtwin/database';
import { type CallOptions, GitHubError } from '@hubtwin/github';
import { z } from 'zod';
import type { RepositoryView } from '../fetch/repository-views.ts';
import { decodeText } from './decode-text.ts';
import type { ListedFile } from './list-watched-files.ts';
import { parseFile } from './parse-file.ts';
import { readFile } from './read-file.ts';

/** A file, and what it tells; nothing where it has an error. */
export interface ReadProgress extends Pick<Progress, 'sections' | 'dependencies'> {
  file: WatchedFile;
}

const longestError = 500;

/**
 * What a file of a project tells at the project's head. One whose content is known is not asked for, unless the
 * project is due; one that cannot be parsed has that as its error.
 *
 * @throws what the GitHub client throws.
 */
export async function readProgress(
  file: ListedFile & Pick<WatchedFile, 'role'>,
  project: ProjectState,
  view: RepositoryView,
  call: CallOptions,
): Promise<ReadProgress> {
  const known = knownOf(file, project);
  if (known !== null) return known;
  let sha = file.sha;
  try {
    const bytes = await readFile(view, project.head ?? '', file, call);
    // A link is as new as what it leads to.
    if (file.isLink) sha = blobSha(bytes);
    return { file: { ...file, sha, error: null }, ...parseFile(file, decodeText(bytes)) };
  } catch (error) {
    if (error instanceof GitHubError || call.signal?.aborted === true) throw error;
    return { file: { ...file, sha, error: messageOf(error) }, sections: [], dependencies: [] };
  }
}

function knownOf(
  { path, role, sha, isLink }: ListedFile & Pick<WatchedFile, 'role'>,
  { isDue, files, progress }: ProjectState,
): ReadProgress | null {
  const known = files.find((each) => each.path === path && each.role === role && each.sha === sha);
  if (isDue || isLink || known === undefined || progress === null) return null;
  return {
    file: known,
    sections: role === 'plan' ? progress.sections : [],
    dependencies: progress.dependencies.filter(({ manifest }) => manifest === path),
  };
}

/** As Git names it. */
const blobSha = (bytes: Uint8Array) =>
  createHash('sha1').update(`blob ${bytes.byteLength}\0`).update(bytes).digest('hex');

function messageOf(error: unknown): string {
  const message = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
  return message.slice(0, longestError);
}
