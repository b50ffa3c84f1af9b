import type { UncertainObject } from '@hubtwin/database';
import type { Probe, ResourceDefinition } from '@hubtwin/resources';
import { z } from 'zod';

const children = z.object({
  totalCount: z.int(),
  pageInfo: z.object({ hasNextPage: z.boolean() }),
  edges: z.array(z.unknown()).optional(),
  nodes: z.array(z.unknown()).optional(),
});

/** The connection of a probe in GraphQL. @param within fields of each of its objects, in addition to those of the probe. */
export const connectionOf = ({ connection, fields, isOfEdges }: Probe, within = ''): string => `
          ${connection} {
            totalCount
            pageInfo { hasNextPage }
            ${fields === null ? '' : `${isOfEdges ? 'edges' : 'nodes'} { ${fields} ${within} }`}
          }`;

/** The objects of a connection, if GitHub showed all of them; null: it did not. */
export function objectsIn(node: unknown, { name }: Probe): unknown[] | null {
  const { data } = children.safeParse(Object(node)[name]);
  if (data === undefined || data.pageInfo.hasNextPage) return null;
  const objects = data.edges ?? data.nodes ?? [];
  return objects.length === data.totalCount ? objects : null;
}

/** Whether these objects of GraphQL equal the stored ones. */
export function areEqual(
  objects: readonly unknown[],
  stored: readonly UncertainObject[],
  { columns }: ResourceDefinition,
  probe: Probe,
): boolean {
  if (objects.length !== stored.length) return false;
  const known = new Map(stored.map(({ key, raw }) => [key[probe.key], columns(raw)]));
  return objects.every((each) => {
    const object = probe.read(each);
    const ours = object?.key == null ? undefined : known.get(object.key);
    return ours !== undefined && object?.differs(ours, { now: new Date(), readUntil: null }) === false;
  });
}
