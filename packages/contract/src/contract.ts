import { access } from './areas/access.ts';
import { across } from './areas/across.ts';
import { changes } from './areas/changes.ts';
import { installations } from './areas/installations.ts';
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

/** The areas of the API, as its document groups them. */
export const areas = [
  { name: 'System', description: 'How the service is, and what it offers.', routes: system },
  { name: 'Repositories', description: 'The mirrored repositories.', routes: repositories },
  { name: 'Repository data', description: 'What is mirrored of one repository.', routes: repositoryData },
  { name: 'Across repositories', description: 'Lists over all that the key may see.', routes: across },
  { name: 'Search', description: 'Full text over all that the key may see.', routes: search },
  { name: 'Writes', description: 'What is changed on GitHub itself.', routes: writes },
  { name: 'Changes', description: 'The change log.', routes: changes },
  { name: 'Installations', description: 'Installations of the GitHub App.', routes: installations },
  {
    name: 'Sync',
    description: 'What is compared with GitHub, and read from it.',
    routes: sync,
  },
  {
    name: 'Projects',
    description: 'What is watched of repositories: tasks of their plans, dependencies of their manifests.',
    routes: projects,
  },
  {
    name: 'Webhook configs',
    description: 'Hooks that are registered on GitHub, each with a secret of its own.',
    routes: webhookConfigs,
  },
  {
    name: 'Webhook events',
    description: 'The inbox: what GitHub has sent, and what became of it.',
    routes: webhookEvents,
  },
  {
    name: 'Rate limits',
    description: 'What GitHub allows, and what is left of it.',
    routes: rateLimits,
  },
  { name: 'Access', description: 'Who may use the API, and who did what.', routes: access },
  { name: 'Secrets', description: 'What is stored encrypted.', routes: secrets },
];

/** Every route of the API; the names are the operation ids of its document. */
export const contract = {
  ...system,
  ...repositories,
  ...repositoryData,
  ...across,
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

/** @throws TypeError where no route has that operation id. */
export function operation(id: string): RouteContract {
  const found = Object.entries<RouteContract>(contract).find(([name]) => name === id)?.[1];
  if (found === undefined) throw new TypeError(`no route is ${id}`);
  return found;
}
