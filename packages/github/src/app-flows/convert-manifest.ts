import { z } from 'zod';
import { GitHubServerError } from '../errors.ts';
import { pathSegment } from '../path-segment.ts';
import { sendOnce } from './send-once.ts';

const conversion = z.looseObject({
  id: z.int(),
  slug: z.string(),
  html_url: z.string(),
  client_id: z.string(),
  client_secret: z.string(),
  webhook_secret: z.string().nullable(),
  pem: z.string(),
});

/** An App that was just created, with the credentials that GitHub returns only once. */
export type NewApp = z.output<typeof conversion>;

const resource = 'POST /app-manifests/{code}/conversions';

/**
 * Converts the manifest of a new App into its credentials: once, within an hour.
 *
 * @throws GitHubNotFoundError for a code that is invalid or expired.
 * @see https://docs.github.com/apps/sharing-github-apps/registering-a-github-app-from-a-manifest
 */
export async function convertManifest(baseUrl: string, code: string): Promise<NewApp> {
  const url = `${baseUrl}/app-manifests/${pathSegment('code', code, resource)}/conversions`;
  const answer = conversion.safeParse(await sendOnce({ method: 'POST', url, resource }));
  if (!answer.success)
    throw new GitHubServerError('the response of GitHub does not contain the App', { resource });
  return answer.data;
}
