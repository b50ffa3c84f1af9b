import { webRootOf } from './web-root-of.ts';

/**
 * The page on which users install an App, and from which they return with `state`. Its path differs on an Enterprise
 * Server.
 *
 * @see https://docs.github.com/apps/sharing-github-apps/sharing-your-github-app
 */
export function installPageOf(baseUrl: string, { slug, state }: { slug: string; state: string }): string {
  const isServer = new URL(baseUrl).pathname.replace(/\/$/, '').endsWith('/api/v3');
  const path = `${isServer ? 'github-apps' : 'apps'}/${slug}/installations/new`;
  return `${webRootOf(baseUrl)}/${path}?${new URLSearchParams({ state })}`;
}
