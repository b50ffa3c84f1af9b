import { webRootOf } from './web-root-of.ts';

/**
 * The page on which people install an App, and come back from with `state`. An Enterprise Server has it
 * elsewhere than github.com.
 *
 * @see https://docs.github.com/apps/sharing-github-apps/sharing-your-github-app
 */
export function installPageOf(baseUrl: string, { slug, state }: { slug: string; state: string }): string {
  const isServer = new URL(baseUrl).pathname.replace(/\/$/, '').endsWith('/api/v3');
  const path = `${isServer ? 'github-apps' : 'apps'}/${slug}/installations/new`;
  return `${webRootOf(baseUrl)}/${path}?${new URLSearchParams({ state })}`;
}
