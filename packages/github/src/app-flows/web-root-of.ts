/**
 * The root URL of GitHub's pages, derived from that of its REST API: github.com, an enterprise's subdomain of ghe.com,
 * or an Enterprise Server.
 *
 * @returns a URL without a trailing slash.
 * @see https://docs.github.com/rest/using-the-rest-api/getting-started-with-the-rest-api
 */
export function webRootOf(baseUrl: string): string {
  const { protocol, host } = new URL(baseUrl);
  const isHosted = host === 'api.github.com' || /^api\..+\.ghe\.com$/.test(host);
  return `${protocol}//${isHosted ? host.slice('api.'.length) : host}`;
}
