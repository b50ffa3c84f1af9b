/** What the addresses of one object start with. */
export interface Roots {
  /** GitHub's API, such as `https://api.github.com` or `https://host/api/v3`. */
  api: string | null;
  /** GitHub's pages, such as `https://github.com`. */
  host: string | null;
  /** `host` without its protocol, as in clone addresses. */
  hostname: string | null;
  /** The repository where files are uploaded. */
  uploads: string | null;
  /** The full name of the repository, `owner/name`. */
  name: string | null;
  /** The repository in the API. */
  repo: string | null;
  /** The page of the repository. */
  web: string | null;
}

/** The parts that are found; the others follow from them. */
export type FoundRoots = Pick<Roots, 'api' | 'host' | 'name'>;

export function toRoots({ api, host, name }: FoundRoots): Roots {
  return {
    api,
    host,
    hostname: host === null ? null : host.slice(host.indexOf('://') + 3),
    uploads: api === null || name === null ? null : `${uploadsOf(api)}/repos/${name}`,
    name,
    repo: api === null || name === null ? null : `${api}/repos/${name}`,
    web: host === null || name === null ? null : `${host}/${name}`,
  };
}

/** On Enterprise Server, uploads have a path instead of a host. */
const uploadsOf = (api: string): string =>
  api.endsWith('/api/v3') ? `${api.slice(0, -2)}uploads` : api.replace('://api.', '://uploads.');

const isRoot = (text: string) => /^https?:\/\/./.test(text) && !text.endsWith('/');

/** Splits an address that ends with the full name of a repository, after `middle`. */
function split(address: string, middle: string): { root: string; name: string } | null {
  const ownerAt = address.lastIndexOf('/', address.lastIndexOf('/') - 1) + 1;
  const name = address.slice(ownerAt);
  const root = address.slice(0, ownerAt - middle.length);
  const isSplit = ownerAt > 0 && address.endsWith(middle + name) && /^[^/]+\/[^/]+$/.test(name);
  return isSplit && isRoot(root) ? { root, name } : null;
}

/** The roots in an address that consists of one. */
export function rootsIn(
  kind: 'repo' | 'web' | 'api' | 'host',
  address: string,
): { root: string; name: string | null } | null {
  if (kind === 'repo') return split(address, '/repos/');
  if (kind === 'web') return split(address, '/');
  return isRoot(address) ? { root: address, name: null } : null;
}
