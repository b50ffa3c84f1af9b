import {
  type ComparableOrganization,
  type Database,
  findComparableOrganizations,
  findOfOrganization,
} from '@hubtwin/database';
import type { Probe, ResourceDefinition } from '@hubtwin/resources';
import type { Kysely } from 'kysely';
import type { QueriedNode } from '../../fetch/query-nodes.ts';
import { areEqual, connectionOf, objectsIn } from './compare-children.ts';
import { type ChildList, childLists, organizationLists } from './organization-lists.ts';

interface ComparedList {
  definition: ResourceDefinition;
  probe: Probe;
  children: { list: ChildList; probe: Probe }[];
}

/** The lists of an organisation that a probe compares, with those of their objects. */
const compared: readonly ComparedList[] = organizationLists.flatMap(({ definition }) => {
  const { probe } = definition;
  if (probe === undefined) return [];
  const children = childLists.flatMap((list) =>
    list.parent === definition && list.definition.probe !== undefined
      ? [{ list, probe: list.definition.probe }]
      : [],
  );
  return [{ definition, probe, children }];
});

/** The fields of organisations that are queried beside repositories. */
export const organizationSelection =
  compared.length === 0
    ? ''
    : `
    ... on Organization {${compared
      .map(({ probe, children }) =>
        connectionOf(probe, children.map((child) => connectionOf(child.probe)).join('')),
      )
      .join('')}
    }`;

/** An organisation whose lists were compared, and whether any differs. */
export interface ComparedOrganization {
  id: number;
  login: string;
  isDifferent: boolean;
}

/** Organisations that are compared in a query of their repositories. */
interface ChosenOrganizations {
  nodeIds: string[];
  /** @param answers in the order of `nodeIds`. */
  compare(answers: readonly QueriedNode[]): Promise<void>;
}

/** Compares the lists of organisations in the queries of a pass, each once: that costs no further request. */
export function createOrganizationComparison(database: Kysely<Database>) {
  const results = new Map<number, ComparedOrganization>();
  return {
    /** Chooses the owners of these repositories. */
    async choose(repositoryIds: readonly number[]): Promise<ChosenOrganizations> {
      const owners = compared.length === 0 ? [] : await findComparableOrganizations(database, repositoryIds);
      const chosen = owners.filter(({ id }) => !results.has(id));
      return {
        nodeIds: chosen.map(({ nodeId }) => nodeId),
        async compare(answers) {
          for (const [at, owner] of chosen.entries()) {
            const isDifferent = await isDifferentFrom(database, owner, answers[at]);
            const { id, login } = owner;
            if (isDifferent !== null) results.set(id, { id, login, isDifferent });
          }
        },
      };
    },
    results: (): ComparedOrganization[] => [...results.values()],
  };
}

/** @returns null if GitHub did not answer for it. */
async function isDifferentFrom(
  database: Kysely<Database>,
  { id }: ComparableOrganization,
  { node = null, errors = [], failure = null }: Partial<QueriedNode> = {},
): Promise<boolean | null> {
  if (failure !== null) return null;
  // Its lists are refused to this credential, too.
  if (errors.some(({ type }) => type === 'FORBIDDEN')) return false;
  if (node === null) return null;
  for (const { definition, probe, children } of compared) {
    const theirs = objectsIn(node, probe);
    const ours = await findOfOrganization(database, definition, id);
    if (theirs === null || !areEqual(theirs, ours, definition, probe)) return true;
    for (const child of children) {
      const stored = await findOfOrganization(database, child.list.definition, id);
      if (!areChildrenEqual(theirs, stored, { ...child, parent: probe })) return true;
    }
  }
  return false;
}

function areChildrenEqual(
  parents: readonly unknown[],
  stored: Awaited<ReturnType<typeof findOfOrganization>>,
  { list, probe, parent }: ComparedList['children'][number] & { parent: Probe },
): boolean {
  const { definition, of } = list;
  const groups = Map.groupBy(stored, ({ raw }) => Number(definition.columns(raw)[of.column]));
  const keys = new Set(parents.map((each) => Number(parent.read(each)?.key)));
  if ([...groups.keys()].some((key) => !keys.has(key))) return false;
  return parents.every((each) => {
    const shown = objectsIn(each, probe);
    const ours = groups.get(Number(parent.read(each)?.key)) ?? [];
    return shown !== null && areEqual(shown, ours, definition, probe);
  });
}
