import { z } from 'zod';
import { accountExample } from './examples.ts';

export const collaborator = z
  .object({
    id: z.int().describe('Id of the account.'),
    login: z.string(),
    permission: z
      .enum(['read', 'triage', 'write', 'maintain', 'admin'])
      .nullable()
      .describe(
        'The greatest that any origin grants, at least; null: unknown, because GitHub does not show the base permission of the organisation.',
      ),
    origins: z
      .array(z.enum(['direct', 'internal', 'organization', 'owner', 'team']))
      .describe(
        'What grants it: the repository itself, its visibility, the base permission of its organisation, ownership, or a team.',
      ),
    teams: z.array(z.string()).describe('Slugs of the teams that grant it.'),
    is_outside: z.boolean().describe('Whether it is no member of the organisation that owns the repository.'),
  })
  .meta({ id: 'Collaborator' });

export type Collaborator = z.output<typeof collaborator>;

export const collaboratorExample: Collaborator = {
  ...accountExample,
  permission: 'maintain',
  origins: ['organization', 'team'],
  teams: ['justice-league'],
  is_outside: false,
};
