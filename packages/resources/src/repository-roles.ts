/** What an account may do with a repository, the least first, by GitHub's names of the roles. */
export const repositoryRoles = ['read', 'triage', 'write', 'maintain', 'admin'] as const;

export type RepositoryRole = (typeof repositoryRoles)[number];

const named: Readonly<Record<string, RepositoryRole>> = {
  ...Object.fromEntries(repositoryRoles.map((role) => [role, role])),
  // The names of the same in parameters and events.
  pull: 'read',
  push: 'write',
};

/** The role of a name, in any case; undefined for another one, such as the name of an organisation's own role. */
export const roleNamed = (name: string): RepositoryRole | undefined => named[name.toLowerCase()];
