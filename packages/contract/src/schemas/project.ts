import { z } from 'zod';
import { id, maybeTime, repositoryRef, text, texts, time } from '../fields.ts';
import { repositoryRefExample, shaExample, timeExample } from './examples.ts';

const taskCount = z.object({ done: z.int(), total: z.int() });
const dependency = z
  .object({
    manifest: z.string().describe('Path of the file that declares it.'),
    ecosystem: z.enum(['npm', 'pypi', 'cargo', 'go', 'docker', 'maven', 'rubygems']),
    name: z.string(),
    requirement: text.describe('Version or constraint as written in the file.'),
    kind: z.enum(['prod', 'dev', 'peer', 'optional', 'build', 'indirect']),
  })
  .meta({ id: 'Dependency' });
const fileError = z.object({ path: z.string(), error: z.string() });
const headings = texts.describe(
  'From the outermost heading to the direct one; empty for tasks before the first heading.',
);

export const project = z
  .object({
    id,
    name: z.string(),
    repository: repositoryRef,
    branch: text.describe('Null: the default branch, even after it changes.'),
    plan_path: text.describe('Null: the first of `docs/plan.md`, `plan.md` and `README.md` that exists.'),
    manifests: texts.nullable().describe('Paths and patterns. Null: the usual manifests, in every folder.'),
    files: z
      .array(
        z.object({
          path: z.string(),
          role: z.enum(['plan', 'manifest']),
          sha: z.string(),
          size: z.int(),
          error: text.describe('Why the file could not be read.'),
        }),
      )
      .describe('The watched files that exist.'),
    tasks: taskCount.nullable().describe('Of the newest snapshot.'),
    commit_sha: text.describe('The commit whose files were read last.'),
    status: z
      .enum(['pending', 'current', 'failed'])
      .describe(
        '`pending`: the branch has a newer commit, or the files must be read again; `failed`: the files could not be read, or there is no such branch.',
      ),
    error: text.describe('Why it failed, or which of its files could not be read.'),
    processed_at: maybeTime.describe('When the files were last read.'),
    created_at: time,
    updated_at: time.describe('When the settings last changed.'),
  })
  .meta({ id: 'Project' });

export const projectUpdate = z
  .object({
    id,
    project_id: id,
    commit: z.object({ sha: z.string(), message: text, author: text }),
    previous_sha: text.describe('The commit that was read before.'),
    files: z.array(z.object({ path: z.string(), change: z.enum(['added', 'modified', 'removed']) })),
    changes: z
      .object({
        tasks: z
          .object({
            from: taskCount,
            to: taskCount,
            sections: z.array(z.object({ headings, from: taskCount.nullable(), to: taskCount.nullable() })),
          })
          .nullable(),
        dependencies: z.object({
          added: z.array(dependency),
          removed: z.array(dependency),
          updated: z.array(dependency.omit({ requirement: true }).extend({ from: text, to: text })),
        }),
      })
      .nullable()
      .describe('Null if the files changed, but not their parsed content.'),
    created_at: time,
  })
  .meta({ id: 'ProjectUpdate' });

export const progressSnapshot = z
  .object({
    id,
    project_id: id,
    commit_sha: z.string(),
    plan_path: text.describe('Null if there is no plan.'),
    tasks: taskCount,
    sections: z
      .array(taskCount.extend({ headings }))
      .describe('The tasks directly under each heading that has any.'),
    dependencies: z
      .array(dependency)
      .describe('Of a file that could not be read, those that were read last.'),
    errors: z.array(fileError).describe('Files, or lines of them, that could not be read.'),
    created_at: time,
  })
  .meta({ id: 'ProgressSnapshot' });

export type Project = z.output<typeof project>;
export type ProjectUpdate = z.output<typeof projectUpdate>;
export type ProgressSnapshot = z.output<typeof progressSnapshot>;

export const projectExample: Project = {
  id: 7,
  name: 'Shop',
  repository: repositoryRefExample,
  branch: null,
  plan_path: null,
  manifests: null,
  files: [{ path: 'docs/plan.md', role: 'plan', sha: shaExample, size: 2_048, error: null }],
  tasks: { done: 12, total: 20 },
  commit_sha: shaExample,
  status: 'current',
  error: null,
  processed_at: timeExample,
  created_at: timeExample,
  updated_at: timeExample,
};

const dependencyExample = {
  manifest: 'package.json',
  ecosystem: 'npm',
  name: 'express',
  requirement: '^5.0.0',
  kind: 'prod',
} as const;

export const projectUpdateExample: ProjectUpdate = {
  id: 31,
  project_id: 7,
  commit: { sha: shaExample, message: 'Finish the cart', author: 'octocat' },
  previous_sha: null,
  files: [{ path: 'docs/plan.md', change: 'modified' }],
  changes: {
    tasks: {
      from: { done: 11, total: 20 },
      to: { done: 12, total: 20 },
      sections: [{ headings: ['Plan', 'Cart'], from: { done: 3, total: 4 }, to: { done: 4, total: 4 } }],
    },
    dependencies: { added: [dependencyExample], removed: [], updated: [] },
  },
  created_at: timeExample,
};

export const progressSnapshotExample: ProgressSnapshot = {
  id: 19,
  project_id: 7,
  commit_sha: shaExample,
  plan_path: 'docs/plan.md',
  tasks: { done: 12, total: 20 },
  sections: [{ headings: ['Plan', 'Cart'], done: 4, total: 4 }],
  dependencies: [dependencyExample],
  errors: [],
  created_at: timeExample,
};
