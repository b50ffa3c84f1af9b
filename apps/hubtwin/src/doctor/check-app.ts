import type { GitHub } from '@hubtwin/github';
import { appManifest } from '@hubtwin/replication';
import { resources } from '@hubtwin/resources';
import { z } from 'zod';
import { type Check, failed, ok, warning } from './check.ts';
import { checkHook } from './check-hook.ts';
import { describeGitHubError } from './describe-github-error.ts';

const permissions = z.record(z.string(), z.string());
const events = z.array(z.string());
const appOf = z.looseObject({ slug: z.string(), html_url: z.string(), permissions, events });
const installationOf = z.looseObject({
  id: z.int(),
  html_url: z.string(),
  account: z.looseObject({ login: z.string() }).nullish(),
  suspended_at: z.string().nullish(),
  permissions,
  events,
});

const call = { priority: 'critical', deadlineMs: 10_000 } as const;
const levels = ['none', 'read', 'write', 'admin'];

interface CheckedApp {
  checks: Check[];
  /** Without suspended ones. */
  installationIds: number[];
}

/** Checks whether GitHub accepts the App's key, the permissions of the App and its installations, and its hook. */
export async function checkApp({
  view,
  webhookUrl,
}: {
  view: GitHub;
  webhookUrl: string | null;
}): Promise<CheckedApp> {
  try {
    const app = appOf.parse((await view.fetch('GET /app', {}, call)).data);
    const needs = appManifest({ name: '', publicUrl: '', webhookUrl: '', redirectUrl: '' });
    const granted = { permissions: app.permissions, events: app.events };
    const { checks, installationIds } = await checkInstallations(view, app);
    return {
      checks: [
        ok('GitHub App', `GitHub accepts the key of ${app.slug}.`),
        permissionsOf(needs.default_permissions, granted.permissions, app.html_url),
        eventsOf(needs.default_events, granted.events, app.html_url),
        ...checks,
        ...(await checkHook(view, webhookUrl)),
      ],
      installationIds,
    };
  } catch (error) {
    const refused =
      'Check that GITHUB_APP_ID and GITHUB_APP_PRIVATE_KEY belong to the same App; generate a new private key on its page if necessary.';
    const { message, remedy } = describeGitHubError(error, { refused });
    return { checks: [failed('GitHub App', message, remedy)], installationIds: [] };
  }
}

function permissionsOf(needed: Record<string, string>, granted: Record<string, string>, page: string): Check {
  const name = 'GitHub App permissions';
  const missing = lackingOf(needed, granted);
  if (missing.length === 0) return ok(name, 'It has all permissions that Hubtwin needs.');
  const unread = resources.filter(
    ({ permission }) => permission !== undefined && granted[permission] === undefined,
  );
  const lost =
    unread.length === 0 ? '' : ` Not mirrored: ${unread.map((resource) => resource.name).join(', ')}.`;
  const wanted = missing.map((permission) => `${permission}: ${needed[permission]}`).join(', ');
  return warning(name, `It lacks ${wanted}.${lost}`, `Grant them under Permissions & events of ${page}.`);
}

function eventsOf(needed: readonly string[], granted: readonly string[], page: string): Check {
  const name = 'GitHub App events';
  const missing = needed.filter((event) => !granted.includes(event));
  if (missing.length === 0) return ok(name, 'It receives the events of all mirrored resources.');
  return warning(
    name,
    `It does not receive ${missing.join(', ')}: this data is as old as the last sync.`,
    `Subscribe to them under Permissions & events of ${page}.`,
  );
}

async function checkInstallations(view: GitHub, app: z.infer<typeof appOf>): Promise<CheckedApp> {
  const checks: Check[] = [];
  const installationIds: number[] = [];
  for await (const { items } of view.pages('GET /app/installations', { per_page: 100 }, call)) {
    for (const item of items) {
      const { id, account, html_url, suspended_at, ...granted } = installationOf.parse(item);
      const name = `installation on ${account?.login ?? id}`;
      const behind = [
        ...lackingOf(app.permissions, granted.permissions),
        ...app.events.filter((event) => !granted.events.includes(event)),
      ];
      if (typeof suspended_at === 'string') {
        checks.push(
          warning(name, `It has been suspended since ${suspended_at}.`, `Unsuspend it on ${html_url}.`),
        );
        continue;
      }
      installationIds.push(id);
      checks.push(
        behind.length === 0
          ? ok(name, 'It has granted all permissions that the App requests.')
          : warning(name, `It has not accepted ${behind.join(', ')} yet.`, `Accept them on ${html_url}.`),
      );
    }
  }
  if (checks.length > 0) return { checks, installationIds };
  const none = warning(
    'installations',
    'The App is not installed: there is nothing to mirror.',
    `Open /api/v1/auth/github/install of the API, or ${app.html_url}/installations/new.`,
  );
  return { checks: [none], installationIds };
}

const lackingOf = (needed: Record<string, string>, granted: Record<string, string>): string[] =>
  Object.keys(needed).filter(
    (permission) =>
      levels.indexOf(granted[permission] ?? 'none') < levels.indexOf(needed[permission] ?? 'none'),
  );
