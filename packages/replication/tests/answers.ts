import type { Observation } from '@hubtwin/database';
import type { RunningSimulator } from '@hubtwin/github-simulator';
import { type JsonObject, type ListSource, type ResourceDefinition, resources } from '@hubtwin/resources';
import { observeFetched } from '../src/observe.ts';
import { observeEmbedded } from '../src/observe-embedded.ts';
import { listedConnection } from './listed-connection.ts';
import { listedNodes } from './listed-nodes.ts';

/** The simulated GitHub's answers for a token with access to everything. */
export interface Answers {
  get(path: string): Promise<unknown>;
  /** The whole current list of a resource, with the objects embedded in it. */
  read(definition: ResourceDefinition, list: ListSource, of: Place): Promise<Observation[]>;
}

interface Place {
  repositoryId: number;
  owner: string;
  repo: string;
  /** A run with listed jobs. */
  runId: number;
  requestedAt: Date;
}

export function requestAs({ url, rest }: RunningSimulator, login: string): Answers {
  const token = rest.credentials.createPersonalToken({ login });
  async function get(path: string): Promise<unknown> {
    const response = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return await response.json();
  }
  return {
    get,
    async read(definition, list, { repositoryId, owner, repo, runId, requestedAt }) {
      const { of } = list;
      const query = new URLSearchParams({ ...list.query, per_page: '100' });
      const path = list.route
        .replace('GET ', '')
        .replace('{owner}', owner)
        .replace('{repo}', repo)
        .replace('{run_id}', `${runId}`)
        .replace('{org}', owner);
      const listOf = async (route: string) => {
        const data = await get(`${route}?${query}`);
        if (list.isSingle === true) return [data] as JsonObject[];
        return (Array.isArray(data) ? data : Object.values(Object(data)).find(Array.isArray)) as JsonObject[];
      };
      const organization =
        definition.inOrganization === true ? Object(await get(`/orgs/${owner}`)) : undefined;
      const parent = typeof of === 'object' ? resources.find(({ name }) => name === of.resource) : undefined;
      const listed: JsonObject[] = [];
      const { nodes, isOnlyList = false, parameter = '', parents = [] } = list.byParent ?? {};
      const isOfParents = nodes !== undefined || isOnlyList;
      const numbered = resources.find((each) => isOfParents && each.name === parents[0]?.resource);
      if (numbered?.list !== undefined) {
        const { route, query: of } = numbered.list;
        const address = route.replace('GET ', '').replace('{owner}', owner).replace('{repo}', repo);
        const all = (await get(
          `${address}?${new URLSearchParams({ ...of, per_page: '100' })}`,
        )) as JsonObject[];
        const { byParent } = list;
        const key = parents[0]?.key ?? 'number';
        if (byParent !== undefined && byParent.route === undefined)
          listed.push(...(await listedNodes({ url, token }, byParent, all)));
        else
          for (const each of all)
            listed.push(...(await listOf(path.replace(`{${parameter}}`, `${each[key]}`))));
      } else if (list.ofHeads !== undefined) {
        const branches = (await get(`/repos/${owner}/${repo}/branches?per_page=100`)) as JsonObject[];
        const shas = new Set(branches.map(({ commit }) => `${Object(commit).sha}`));
        for (const sha of shas)
          listed.push(...(await listOf(path.replace(`{${list.ofHeads.parameter}}`, sha))));
      } else if (list.connection !== undefined) {
        const { node_id } = Object(await get(`/repos/${owner}/${repo}`));
        listed.push(...(await listedConnection(list.connection, { url, token, node: node_id })));
      } else if (list.each !== undefined) {
        const { parameter: name, values } = list.each;
        for (const value of values) {
          query.set(name, value);
          listed.push(...(await listOf(path)).map((each) => ({ ...each, [name]: value })));
        }
      } else if (organization === undefined || parent?.list === undefined || typeof of !== 'object')
        listed.push(...(await listOf(path)));
      else
        for (const each of await listOf(parent.list.route.replace('GET ', '').replace('{org}', owner))) {
          const children = await listOf(path.replace(`{${of.parameter}}`, `${each[of.named ?? 'id']}`));
          listed.push(...children.map((child) => ({ ...child, [of.column]: each.id })));
        }
      const seen = listed
        .filter((raw) => list.omits?.(raw) !== true)
        .map((raw) =>
          observeFetched(definition, organization === undefined ? raw : { ...raw, organization }, {
            repositoryId: definition.inRepository ? repositoryId : null,
            source: 'sync',
            requestedAt,
          }),
        );
      return [...seen, ...observeEmbedded(seen)];
    },
  };
}
