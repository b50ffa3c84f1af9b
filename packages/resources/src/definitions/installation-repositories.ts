import { z } from 'zod';
import { defineResource } from '../define-resource.ts';
import { deletion, on, whole } from '../event-handler.ts';
import { objectOf } from '../field.ts';
import { id, text } from '../field-kinds.ts';
import * as github from '../github-types.ts';
import { listOf } from '../list-of.ts';

const installation = z.looseObject({ id: z.number().int() });
const listedOne = z.looseObject({ id: z.number().int(), full_name: github.text });
const listed = listOf(listedOne);

/** Actions that add a repository to an account. */
const appearances: ReadonlySet<string> = new Set(['created', 'transferred']);

type Installation = z.output<typeof installation>;
type Listed = z.output<typeof listedOne>;

const link = (owner: Installation) => (repository: Listed) => ({
  installation_id: owner.id,
  repository_id: repository.id,
  full_name: repository.full_name,
});

const fields = { installation_id: id(), repository_id: id(), full_name: text() };

/**
 * The repositories that an installation can access. Additions and removals are ordered by their arrival, new
 * repositories by their creation.
 */
export const installationRepositories = defineResource({
  name: 'installation_repositories',
  key: ['installation_id', 'repository_id'],
  keyOf: ({ installation_id, repository_id }) => ({ installation_id, repository_id }),
  repositoryId: ({ repository_id }) => repository_id,
  inRepository: false,
  claims: 'deployment',
  fields,
  schema: objectOf(fields),
  drift: { listed: 'with its installation' },
  clock: () => '',
  changes: [],
  events: {
    // Links are deleted with their installation, once GitHub confirms its deletion.
    installation: on({ installation, repositories: listed }, (payload, { sentAt }) =>
      payload.action === 'deleted'
        ? []
        : payload.repositories
            .map(link(payload.installation))
            .map((raw) => ({ ...whole(raw), clock: sentAt })),
    ),
    // An installation on all repositories gets no other event for a new one.
    repository: on(
      { installation, repository: listedOne },
      ({ action, installation, repository }, { asOf }) =>
        appearances.has(action) ? [{ ...whole(link(installation)(repository)), clock: asOf }] : [],
    ),
    installation_repositories: on(
      { installation, repositories_added: listed, repositories_removed: listed },
      (payload, { sentAt }) => {
        const toLink = link(payload.installation);
        return [
          ...payload.repositories_added.map((repository) => whole(toLink(repository))),
          ...payload.repositories_removed.map((repository) => deletion(toLink(repository))),
        ].map((observation) => ({ ...observation, clock: sentAt }));
      },
    ),
  },
});
