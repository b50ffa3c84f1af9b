import { z } from 'zod';
import { id, integer } from '../fields.ts';
import { timeExample } from './examples.ts';

const permitted = z
  .boolean()
  .nullable()
  .describe('Null: the permissions of a token are known only when it is used.');

export const repositoryAccess = z
  .object({
    repository: z.object({ id, full_name: z.string() }),
    can_read: z.boolean(),
    through: z
      .enum(['installation', 'token'])
      .nullable()
      .describe('The credential for requests to GitHub; null: none, and the stored data does not change.'),
    installation: z
      .object({ id, account: z.string().nullable(), permissions: z.record(z.string(), z.unknown()) })
      .nullable(),
    can_write: z
      .object({
        settings: permitted,
        labels: permitted,
        runs: permitted,
        runners: permitted,
      })
      .describe('Possible writes to GitHub: by the permissions of the App, and by the role of `user`.'),
    user: z
      .object({
        id: integer,
        login: z.string(),
        role: z.enum(['read', 'triage', 'write', 'maintain', 'admin']),
        verified_at: z.iso.datetime(),
      })
      .nullable()
      .describe(
        'The user that `user` names, if they can read the repository through one of their installations.',
      ),
  })
  .meta({ id: 'RepositoryAccess' });

export type RepositoryAccess = z.output<typeof repositoryAccess>;

export const repositoryAccessExample: RepositoryAccess = {
  repository: { id: 1_296_269, full_name: 'octo-org/octo-repo' },
  can_read: true,
  through: 'installation',
  installation: { id: 957_387, account: 'octo-org', permissions: { contents: 'read', issues: 'write' } },
  can_write: { settings: false, labels: true, runs: false, runners: false },
  user: { id: 583_231, login: 'octocat', role: 'write', verified_at: timeExample },
};
