import { repositoryOfAddress } from './repository-of-address.ts';
import type { VisibleRepositories } from './visible-repositories.ts';

type Fields = Record<string, unknown>;

/** A redacted value, and the paths of the hidden fields, at most 100. */
export interface ShownValue {
  shown: unknown;
  hidden: string[];
}

const maxPaths = 100;
/** Characters; deeper fields are reported by the path up to this length. */
const longestPath = 300;
/** Fields with a URL; all other texts are names, or written by people. */
const addressField = /(^|_)(url|href|compare)$/;
/** The first of these that is a URL in a repository determines the repository of the object. */
const ownAddresses = ['repository_url', 'url', 'html_url'];
const nameField = /(^|_)(full_name|nwo|name_with_owner|nameWithOwner)$/;
const idField = /(^|_)(repository|repo)_id$/;
/** A reusable workflow: `owner/repo/.github/workflows/file@ref`. */
const workflowPath = /^([^/\s]+\/[^/\s]+)\/\.github\/workflows\//;
const fullName = /^[^/\s]+\/[^/\s]+$/;

/**
 * Hides data in one of GitHub's objects that belongs to other repositories than the visible ones: an object that is
 * such a repository or is in one becomes null, and is omitted from lists; a field that names one or has a URL in one
 * becomes null. The object itself is in a visible repository. Texts that people wrote are unchanged.
 */
export function hideOtherRepositories(object: object, visible: VisibleRepositories): ShownValue {
  const hidden: string[] = [];
  const addPath = (path: string) => {
    if (hidden.length < maxPaths) hidden.push(path);
  };
  const names = new Set([...visible.names, ...namesWithin(object, visible.ids)]);
  const isOther = (name: string) => !names.has(name.toLowerCase());
  const leadsElsewhere = (text: string): boolean => {
    const repository = repositoryOfAddress(text);
    if (repository === null) return false;
    return 'id' in repository ? !visible.ids.has(repository.id) : isOther(repository.name);
  };

  function isElsewhere(fields: Fields): boolean {
    const { id, full_name, repository_id } = fields;
    if (typeof full_name === 'string' && fullName.test(full_name)) {
      return typeof id === 'number' ? !visible.ids.has(id) : isOther(full_name);
    }
    if (typeof repository_id === 'number') return !visible.ids.has(repository_id);
    const addresses = ownAddresses.map((name) => fields[name]).filter((value) => typeof value === 'string');
    const own = addresses.find((address) => repositoryOfAddress(address) !== null);
    return own !== undefined && leadsElsewhere(own);
  }

  function isHidden(name: string, value: unknown): boolean {
    if (typeof value === 'object' && value !== null)
      return !Array.isArray(value) && isElsewhere({ ...value });
    if (typeof value === 'number') return idField.test(name) && !visible.ids.has(value);
    if (typeof value !== 'string') return false;
    if (addressField.test(name)) return leadsElsewhere(value);
    if (nameField.test(name)) return fullName.test(value) && isOther(value);
    const [, of] = workflowPath.exec(value) ?? [];
    return of !== undefined && isOther(of);
  }

  function show(value: unknown, name: string, path: string): unknown {
    if (Array.isArray(value)) {
      // The ids of `repository_ids` are recognised by the name of the list.
      const itemName = name.replace(/_ids$/, '_id');
      return value.flatMap((item, at) => {
        if (!isHidden(itemName, item)) return [show(item, itemName, within(path, `[${at}]`))];
        addPath(within(path, `[${at}]`));
        return [];
      });
    }
    return typeof value === 'object' && value !== null ? showFields(value, path) : value;
  }

  function showFields(fields: object, path: string): Fields {
    const entries = Object.entries(fields).map(([name, value]): [string, unknown] => {
      const at = path === '' ? name.slice(0, longestPath) : within(path, `.${name}`);
      if (!isHidden(name, value)) return [name, show(value, name, at)];
      addPath(at);
      return [name, null];
    });
    return Object.fromEntries(entries);
  }

  return { shown: showFields(object, ''), hidden };
}

const within = (path: string, part: string): string =>
  path.length >= longestPath ? path : (path + part).slice(0, longestPath);

/** The names of visible repositories when GitHub wrote the object. */
function namesWithin(object: object, ids: ReadonlySet<number>): Set<string> {
  const names = new Set<string>();
  const open = [object];
  for (let each = open.pop(); each !== undefined; each = open.pop()) {
    const { id, full_name } = { id: null, full_name: null, ...each };
    if (typeof id === 'number' && ids.has(id) && typeof full_name === 'string')
      names.add(`${full_name}`.toLowerCase());
    for (const inner of Object.values(each))
      if (typeof inner === 'object' && inner !== null) open.push(inner);
  }
  return names;
}
