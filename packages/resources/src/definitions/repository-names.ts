import { z } from 'zod';
import { defineResource } from '../define-resource.ts';
import { type ExtractedObservation, on, whole } from '../event-handler.ts';
import { objectOf } from '../field.ts';
import { id, name } from '../field-kinds.ts';
import * as github from '../github-types.ts';
import { repositories } from './repositories.ts';

const from = z.looseObject({ from: z.unknown().optional() }).nullish();
const renaming = {
  repository: z.looseObject({
    id: z.number().int(),
    name: github.text,
    full_name: github.text,
    owner: z.looseObject({ login: github.text }).nullish(),
  }),
  changes: z.looseObject({
    repository: z.looseObject({ name: z.looseObject({ from: github.text }).nullish() }).nullish(),
    owner: z.looseObject({ from: z.looseObject({ user: from, organization: from }).partial() }).nullish(),
  }),
};

const named = z.looseObject({ id: z.number().int(), full_name: z.string() });

/** The name of a repository in an answer of GitHub. */
function nameOf(repository: unknown): ExtractedObservation[] {
  const { success, data } = named.safeParse(repository);
  return success ? [whole({ full_name: data.full_name, repository_id: data.id })] : [];
}

const fields = { full_name: name(), repository_id: id() };

/**
 * All names of a repository, from renames and from answers of GitHub, so that former names redirect however the
 * rename was detected. Immutable facts that need no clock.
 */
export const repositoryNames = defineResource({
  name: 'repository_names',
  key: ['full_name', 'repository_id'],
  keyOf: (name) => ({ full_name: name.full_name.toLowerCase(), repository_id: name.repository_id }),
  repositoryId: ({ repository_id }) => repository_id,
  inRepository: false,
  claims: 'deployment',
  fields,
  schema: objectOf(fields),
  drift: { with: ['repositories'] },
  clock: () => '',
  changes: [],
  events: {
    repository: on(renaming, ({ repository, changes }) => {
      const oldName = changes.repository?.name?.from ?? repository.name;
      const oldOwner = loginOf(changes.owner?.from) ?? repository.owner?.login;
      const old = `${oldOwner}/${oldName}`;
      if (old === repository.full_name) return [];
      return [whole({ full_name: old, repository_id: repository.id })];
    }),
  },
  extractEmbedded: (resource, object) => (resource === repositories.name ? nameOf(object) : []),
});

function loginOf(owner: { user?: unknown; organization?: unknown } | undefined): string | undefined {
  const account = z.looseObject({ login: z.string() }).safeParse(owner?.user ?? owner?.organization);
  return account.success ? account.data.login : undefined;
}
