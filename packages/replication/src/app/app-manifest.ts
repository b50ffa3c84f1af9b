import { resources } from '@hubtwin/resources';
import { writePermissions } from './write-permissions.ts';

export interface AppManifestOptions {
  /** At most 34 characters, unique on GitHub; it can be changed on GitHub's page. */
  name: string;
  /** The API's address for browsers. */
  publicUrl: string;
  /** The ingress's address for GitHub. */
  webhookUrl: string;
  /** Where GitHub redirects with the code that is exchanged for the App's credentials. */
  redirectUrl: string;
}

/** Events that GitHub sends to every App without a subscription. */
const unconditional: ReadonlySet<string> = new Set(['installation', 'installation_repositories']);

/**
 * The manifest of the App that Hubtwin needs: the mirrored resources and the writes determine its permissions and
 * events.
 *
 * Users authorise it where they install it, so that it is known who did; GitHub then redirects to the callback, and
 * ignores a setup URL.
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
      // GitHub sends `member` only with it.
      members: 'read',
      // The probe compares runs with their check suites.
      checks: 'read',
      ...Object.fromEntries(read.map((permission) => [permission, 'read'])),
      ...Object.fromEntries(Object.values(writePermissions).map((permission) => [permission, 'write'])),
    },
    default_events: [...new Set(events)].filter((event) => !unconditional.has(event)).sort(),
  };
}
