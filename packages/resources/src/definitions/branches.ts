import { z } from 'zod';
import { defineResource } from '../define-resource.ts';
import { deletion, on, partial, whole } from '../event-handler.ts';
import { objectOf } from '../field.ts';
import { boolean, commit, name } from '../field-kinds.ts';
import * as github from '../github-types.ts';
import { toClock } from '../github-types.ts';
import { defineProbe } from '../probe.ts';
import { branch as shape } from '../stored/shapes/branch.ts';
import { commits } from './commits.ts';
import { shaExample } from './examples.ts';
import { githubPush } from './push.ts';

const repository = z.looseObject({ id: z.number().int(), pushed_at: github.timestamp });
const reference = { ref: z.string(), ref_type: z.string(), repository };
const prefix = 'refs/heads/';

const leading = z.looseObject({ name: z.string(), commit: z.looseObject({ sha: z.string() }) });

const rule = z.looseObject({ name: z.string() });
/** A rule for many branches, which may match none. */
const pattern = /[*?[\]{}\\]/;

const fields = {
  name: name('main'),
  commit: commit('sha', shaExample),
  protected: boolean(true),
};

/**
 * GitHub does not version branches: their clock is the repository's `pushed_at`. Changing the protection is not a
 * push, so that has the time of its event.
 */
export const branches = defineResource({
  name: 'branches',
  permission: 'contents',
  key: ['repository_id', 'name'],
  keyOf: (branch, repositoryId) => ({ repository_id: repositoryId ?? 0, name: branch.name }),
  inRepository: true,
  volatile: ['protected'],
  fields,
  shape,
  schema: objectOf(fields),
  // The data of projects depends on their branches.
  hasConfirmedDeletions: true,
  drift: { probe: ['push', 'objects', 'protection', 'rules'] },
  // The lost push may be followed by one to another branch, so the time of the last push is not sufficient.
  probe: defineProbe(
    {
      name: 'refs',
      arguments: 'refPrefix: "refs/heads/", first: 100',
      isCounted: true,
      key: 'name',
      columns: ['sha'],
    },
    {
      fields: 'name target { oid }',
      schema: z.object({ name: z.string(), target: z.object({ oid: z.string() }).nullable() }),
      keyOf: ({ name }) => name,
      differs: (ours, { target }) => target !== null && ours.sha !== target.oid,
    },
  ),
  clock: () => '',
  // Of two pushes in one second the one with the later commit is probably the later one.
  progress: (branch) => [Math.floor(Date.parse(branch.commit?.commit?.committer?.date ?? '') / 1_000) || 0],
  changes: ['sha', 'protected'],
  list: {
    route: 'GET /repos/{owner}/{repo}/branches',
    complete: true,
    counted: ['branches'],
    leadsTo: {
      history: () => commits,
      head(raw) {
        const { success, data } = leading.safeParse(raw);
        return success ? { name: data.name, sha: data.commit.sha } : null;
      },
    },
  },
  item: {
    route: 'GET /repos/{owner}/{repo}/branches/{branch}',
    parameters: ({ name }) => (typeof name === 'string' ? { branch: name } : null),
  },
  events: {
    push: on({ ...githubPush, repository }, (push) => {
      if (!push.ref.startsWith(prefix)) return [];
      const name = push.ref.slice(prefix.length);
      const clock = toClock(push.repository.pushed_at);
      if (push.deleted) return [{ ...deletion({ name }), clock }];
      const date = push.commits.find(({ id }) => id === push.after)?.timestamp;
      return [{ ...whole({ name, commit: { sha: push.after, commit: { committer: { date } } } }), clock }];
    }),
    // Says nothing about the branch itself, so its clock is the least. When a rule is deleted, another may still
    // match: the next list shows that.
    branch_protection_rule: on({ rule }, ({ action, rule: { name } }, { asOf, sentAt }) => {
      if (pattern.test(name)) return [];
      if (action === 'deleted') return [{ ...partial({ name, protected: false }), asOf: sentAt }];
      return [{ ...partial({ name, protected: true }), asOf }];
    }),
    create: on(reference, ({ ref, ref_type, repository }) =>
      ref_type === 'branch' ? [{ ...partial({ name: ref }), clock: toClock(repository.pushed_at) }] : [],
    ),
    delete: on(reference, ({ ref, ref_type, repository }) =>
      ref_type === 'branch' ? [{ ...deletion({ name: ref }), clock: toClock(repository.pushed_at) }] : [],
    ),
  },
  shown: {
    schema: 'Branch',
    noun: 'branch',
    path: 'branches',
    cachedAs: 'repos',
    list: { operation: 'listBranches', summary: 'Branches, by name' },
    filters: { protected: { is: 'boolean', column: 'protected' } },
    sorts: { name: { column: 'name', type: 'text' } },
    direction: 'asc',
    tie: [],
  },
});
