import { resources } from '../resources/index.ts';
import { writePermissions } from './write-permissions.ts';

export interface AppManifestOptions {
  /** At most 34 characters, and nobody else's on GitHub; it can be changed on GitHub's page. */
  name: string;
  /** Where the API is found from a browser. */
  publicUrl: string;
  /** Where the ingress is found from GitHub. */
  webhookUrl: string;
  /** Where GitHub leads with the code that the App is picked up by. */
  redirectUrl: string;
}

/** Events that GitHub tells every App, and that none subscribes to. */
const told: ReadonlySet<string> = new Set(['installation', 'installation_repositories']);

/**
 * The App that Hubtwin needs: what is mirrored and what is written says which permissions and events that are.
 *
 * People authorise it where they install it, so that it is known who did; GitHub then leads to the callback, and
 * takes no setup address.
 *
 * @see https://docs.github.com/apps/sharing-github-apps/registering-a-github-app-from-a-manifest
 */
export function appManifest({ name, publicUrl, webhookUrl, redirectUrl }: AppManifestOptions) {
  const read = resources.flatMap(({ permission }) => permission ?? []);
  const events = resources.flatMap((resource) => Object.keys(resource.events));
  return {
    name,
    url: publicUrl,
    hook_attributes: { url: webhookUrl, active: true },
    redirect_url: redirectUrl,
    callback_urls: [`${publicUrl}/api/v1/auth/github/callback`],
    description: 'Keeps a live twin of the GitHub data of its owner.',
    public: false,
    request_oauth_on_install: true,
    setup_on_update: true,
    default_permissions: {
      metadata: 'read',
      // GitHub tells of `member` only with it.
      members: 'read',
      // The probe compares runs with their check suites.
      checks: 'read',
      ...Object.fromEntries(read.map((permission) => [permission, 'read'])),
      ...Object.fromEntries(Object.values(writePermissions).map((permission) => [permission, 'write'])),
    },
    default_events: [...new Set(events)].filter((event) => !told.has(event)).sort(),
  };
}
