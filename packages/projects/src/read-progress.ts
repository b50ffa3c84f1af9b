import { createHash } from 'node:crypto';
import type { Progress, ProjectState, WatchedFile } from '@hubtwin/database';
import { type CallOptions, GitHubError } from '@hubtwin/github';
import type { RepositoryView } from '@hubtwin/replication';
import type { ListedFile } from './list-watched-files.ts';
import type { FileParser } from './parser/create-file-parser.ts';
import { ParserUnavailableError } from './parser/parser-unavailable-error.ts';
import { readFile } from './read-file.ts';

/** A file and its contents; those that were read last if it cannot be read now. */
export interface ReadProgress extends Pick<Progress, 'sections' | 'dependencies'> {
  file: WatchedFile;
}

interface ReadOptions extends CallOptions {
  parser: FileParser;
}

/**
 * Reads a file of a project at the project's head. A file whose contents are known is not requested, unless the
 * project is due; one that cannot be parsed, or not in time, has that as its error.
 *
 * @throws what the GitHub client throws, and ParserUnavailableError.
 */
export async function readProgress(
  file: ListedFile & Pick<WatchedFile, 'role'>,
  project: ProjectState,
  view: RepositoryView,
  { parser, ...call }: ReadOptions,
): Promise<ReadProgress> {
  const known = knownOf(file, project);
  if (known !== null) return known;
  let sha = file.sha;
  try {
    const bytes = await readFile(view, project.head ?? '', file, call);
    // A link changes with its target.
    if (file.isLink) sha = blobSha(bytes);
    const { error, isReadable, ...contents } = await parser.parse({
      path: file.path,
      role: file.role,
      bytes,
    });
    return { file: { ...file, sha, error }, ...(isReadable ? contents : lastContents(file, project)) };
  } catch (error) {
    if (error instanceof GitHubError || error instanceof ParserUnavailableError) throw error;
    if (call.signal?.aborted === true) throw error;
    return { file: { ...file, sha, error: String(error) }, ...lastContents(file, project) };
  }
}

function knownOf(
  { path, role, sha, isLink }: ListedFile & Pick<WatchedFile, 'role'>,
  project: ProjectState,
): ReadProgress | null {
  const { isDue, files, progress } = project;
  const known = files.find((each) => each.path === path && each.role === role && each.sha === sha);
  if (isDue || isLink || known === undefined || progress === null) return null;
  return { file: known, ...lastContents({ path, role }, project) };
}

/** An unreadable file is not an empty one: its tasks and dependencies are not deleted. */
function lastContents(
  { path, role }: Pick<WatchedFile, 'path' | 'role'>,
  { progress }: ProjectState,
): Omit<ReadProgress, 'file'> {
  return {
    sections: role === 'plan' && progress?.plan === path ? progress.sections : [],
    dependencies: progress?.dependencies.filter(({ manifest }) => manifest === path) ?? [],
  };
}

/** Git's hash of a blob. */
const blobSha = (bytes: Uint8Array) =>
  createHash('sha1').update(`blob ${bytes.byteLength}\0`).update(bytes).digest('hex');
