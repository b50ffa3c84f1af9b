import {
  type Database,
  type FileChange,
  findProjectState,
  type ProjectState,
  recordProcessing,
  type WatchedFile,
} from '@hubtwin/database';
import type { CallOptions, GitHubClient } from '@hubtwin/github';
import { NoAccessError, openRepositoryViews } from '@hubtwin/replication';
import type { Kysely } from 'kysely';
import { compareProgress } from './compare-progress.ts';
import { listWatchedFiles } from './list-watched-files.ts';
import type { FileParser } from './parser/create-file-parser.ts';
import { progressOf } from './progress-of.ts';
import { type ReadProgress, readProgress } from './read-progress.ts';
import { watchedPaths } from './watched-paths.ts';

/**
 * `current`: the head was processed before; `unknown`: the project or its branch does not exist; `superseded`: the
 * project changed during processing, and must be processed again.
 */
export type ProcessingOutcome = 'changed' | 'unchanged' | 'current' | 'superseded' | 'unknown';

/** Files are parsed one at a time, and few may wait for that. */
const filesAtOnce = 16;

export interface ProcessOptions extends CallOptions {
  database: Kysely<Database>;
  github: GitHubClient;
  parser: FileParser;
}

/**
 * Reads the watched files of a project at the head of its branch, if they are not known, and stores what changed.
 *
 * @throws NoAccessError, ParserUnavailableError, and what the GitHub client throws; GitHubNotFoundError also if
 * GitHub does not have the commit yet.
 */
export async function processProject(
  projectId: number,
  { database, github, parser, ...call }: ProcessOptions,
): Promise<ProcessingOutcome> {
  const project = await findProjectState(database, projectId);
  if (project === null || project.head === null) return 'unknown';
  const { head, repositoryId } = project;
  if (head === project.checkedSha && !project.isDue) return 'current';
  const view = (await openRepositoryViews({ database, github }, [repositoryId])).get(repositoryId);
  if (view === undefined) throw new NoAccessError(`no credential can access the repository ${repositoryId}`);

  const paths = watchedPaths(project);
  const listed = await listWatchedFiles(view, head, paths, {
    known: project.files.map(({ path }) => path),
    ...call,
  });
  const plan = paths.plans.find((path) => listed.files.some((file) => file.path === path)) ?? null;
  const watched = listed.files
    .filter(({ path }) => path === plan || paths.isManifest(path))
    .map((file) => ({ ...file, role: file.path === plan ? ('plan' as const) : ('manifest' as const) }));
  const read: ReadProgress[] = [];
  for (let start = 0; start < watched.length; start += filesAtOnce) {
    const some = watched.slice(start, start + filesAtOnce);
    read.push(
      ...(await Promise.all(some.map((file) => readProgress(file, project, view, { parser, ...call })))),
    );
  }
  const files = read.map(({ file }) => file);
  const progress = progressOf(plan, read, listed.errors);
  const changes = compareProgress(project.progress, progress);
  const fileChanges = compareFiles(project, files);
  const kept = await recordProcessing(database, {
    projectId,
    revision: project.revision,
    commit: head,
    files,
    fileChanges,
    progress,
    changes,
  });
  if (!kept) return 'superseded';
  return changes === null && fileChanges.length === 0 ? 'unchanged' : 'changed';
}

function compareFiles({ files: before }: ProjectState, after: readonly WatchedFile[]): FileChange[] {
  const from = new Map(before.map((file) => [file.path, file]));
  const to = new Set(after.map(({ path }) => path));
  return [
    ...after.flatMap(({ path, sha }): FileChange[] => {
      const known = from.get(path);
      if (known === undefined) return [{ path, change: 'added' }];
      return known.sha === sha ? [] : [{ path, change: 'modified' }];
    }),
    ...before.filter(({ path }) => !to.has(path)).map(({ path }) => ({ path, change: 'removed' as const })),
  ];
}
