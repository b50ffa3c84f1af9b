/** The repository of a URL; the name is in lower case. */
export type AddressedRepository = { name: string } | { id: number };

/** First segments of pages of github.com that are not a login. @see https://github.com/Mottie/github-reserved-names */
const reserved = new Set(
  (
    'about account advisories apps codespaces collections customer-stories dashboard enterprises events explore ' +
    'features github-apps identicons images issues login logout marketplace new notifications organizations orgs pulls search security ' +
    'sessions settings site sponsors stars teams topics users'
  ).split(' '),
);
/** Hosts on which every path of two segments is a repository. */
const webHosts = new Set([
  'github.com',
  'www.github.com',
  'raw.githubusercontent.com',
  'codeload.github.com',
]);
const apiPath = /^(?:\/api\/v3|\/api\/uploads)?\/repos\/([^/]+)\/([^/]+)/;
const apiById = /^(?:\/api\/v3)?\/repositories\/(\d+)(?:\/|$)/;
const webPath = /^\/([^/]+)\/([^/]+)/;
/** The segment after the name in URLs of pages. */
const pageInside =
  /^\/[^/]+\/[^/]+\/(?:actions|blob|branches|commits?|compare|discussions|issues|labels|milestones?|pull|raw|releases|runs|tree|wiki)(?:\/|$)/;

/**
 * The repository of a URL of GitHub's API or of its pages, in `https:`, `git:` or `ssh` form.
 *
 * @returns null if it is not in a repository, such as the URL of an account.
 */
export function repositoryOfAddress(text: string): AddressedRepository | null {
  const url = URL.parse(text.replace(/^(?:ssh:\/\/)?git@([^:/]+)[:/]/, 'https://$1/'));
  if (url === null) return null;
  const { host, pathname } = url;
  const [, id] = apiById.exec(pathname) ?? [];
  if (id !== undefined) return { id: Number(id) };
  const isPage = webHosts.has(host) || pageInside.test(pathname);
  const [, owner = '', repo = ''] = apiPath.exec(pathname) ?? (isPage ? webPath.exec(pathname) : null) ?? [];
  if (owner === '' || reserved.has(owner.toLowerCase())) return null;
  return { name: decode(`${owner}/${repo.replace(/\.git$/, '')}`).toLowerCase() };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
