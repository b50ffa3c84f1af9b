import { access } from './areas/access.ts';
import { across } from './areas/across.ts';
import { actions } from './areas/actions.ts';
import { changes } from './areas/changes.ts';
import { installations } from './areas/installations.ts';
import { organizations } from './areas/organizations.ts';
import { people } from './areas/people.ts';
import { projects } from './areas/projects.ts';
import { rateLimits } from './areas/rate-limits.ts';
import { repositories } from './areas/repositories.ts';
import { repositoryData } from './areas/repository-data.ts';
import { search } from './areas/search.ts';
import { secrets } from './areas/secrets.ts';
import { sync } from './areas/sync.ts';
import { system } from './areas/system.ts';
import { webhookConfigs } from './areas/webhook-configs.ts';
import { webhookEvents } from './areas/webhook-events.ts';
import { writes } from './areas/writes.ts';
import type { RouteContract } from './define-route.ts';

/** The areas of the API, which are the tags of its document. */
export const areas = [
  { name: 'System', description: 'Health, version and documentation of the service.', routes: system },
  { name: 'Repositories', description: 'Mirrored repositories and their settings.', routes: repositories },
  { name: 'Repository data', description: 'Mirrored objects of one repository.', routes: repositoryData },
  {
    name: 'Across repositories',
    description: 'Lists across all repositories that the key can access.',
    routes: across,
  },
  {
    name: 'Actions',
    description: 'Statistics of the jobs of GitHub Actions, and what waits for a runner.',
    routes: actions,
  },
  { name: 'People', description: 'Who may do what.', routes: people },
  { name: 'Organisations', description: 'Mirrored objects of one organisation.', routes: organizations },
  {
    name: 'Search',
    description: 'Full-text search across all repositories that the key can access.',
    routes: search,
  },
  { name: 'Writes', description: 'Writes to GitHub itself.', routes: writes },
  { name: 'Changes', description: 'The change log.', routes: changes },
  { name: 'Installations', description: 'Installations of the GitHub App.', routes: installations },
  {
    name: 'Sync',
    description: 'Sync jobs, and the state of the sync.',
    routes: sync,
  },
  {
    name: 'Projects',
    description: 'Plans and dependency manifests of repositories, parsed into tasks and dependencies.',
    routes: projects,
  },
  {
    name: 'Webhook configs',
    description: 'Hooks that are registered on GitHub, each with its own secret.',
    routes: webhookConfigs,
  },
  {
    name: 'Webhook events',
    description: 'The inbox: deliveries from GitHub and their status.',
    routes: webhookEvents,
  },
  {
    name: 'Rate limits',
    description: "GitHub's rate limits and their usage.",
    routes: rateLimits,
  },
  { name: 'Access', description: 'API keys and the audit log.', routes: access },
  { name: 'Secrets', description: 'Stored secrets and their encryption keys.', routes: secrets },
];

/** Every route of the API; the names are the operation ids of its document. */
export const contract = {
  ...system,
  ...repositories,
  ...repositoryData,
  ...across,
  ...actions,
  ...people,
  ...organizations,
  ...search,
  ...writes,
  ...changes,
  ...installations,
  ...sync,
  ...projects,
  ...webhookConfigs,
  ...webhookEvents,
  ...rateLimits,
  ...access,
  ...secrets,
};

/** @throws TypeError for an unknown operation id. */
export function operation(id: string): RouteContract {
  const found = Object.entries<RouteContract>(contract).find(([name]) => name === id)?.[1];
  if (found === undefined) throw new TypeError(`no route has the operation id ${id}`);
  return found;
}
