import {
  type CountDifference,
  findProbed,
  recordCountDifferences,
  type TrackedList,
} from '@hubtwin/database';
import { isChanged, type Probe, type ProbedObject, type ResourceDefinition } from '@hubtwin/resources';
import { z } from 'zod';
import type { Comparison, Difference, ProbePart } from './probe-part.ts';
import { readUntilOf } from './read-until-of.ts';

/** A resource with a probe. */
export type ProbedResource = Pick<ResourceDefinition, 'name' | 'table'> & { probe: Probe };

/** Compares the objects of a resource, as its definition describes. */
export function probeObjects({ name, table, probe }: ProbedResource): ProbePart {
  const isReadable = (node: unknown) => node === null || probe.read(node) !== undefined;
  const schema = z.object({
    [probe.name]: z
      .object({
        totalCount: z.int32().optional(),
        nodes: z.array(z.unknown().refine(isReadable)).optional(),
        edges: z.array(z.unknown().refine(isReadable)).optional(),
      })
      .nullable(),
  });
  const fields = [
    probe.isCounted ? 'totalCount' : '',
    probe.fields === null ? '' : `${probe.isOfEdges ? 'edges' : 'nodes'} { ${probe.fields} }`,
  ];

  /** GitHub's objects of a repository; null: one that the credential cannot access. */
  const listedIn = (node: unknown) => {
    const { totalCount = 0, nodes, edges } = schema.parse(node)[probe.name] ?? {};
    return { totalCount, objects: (edges ?? nodes ?? []).map((each) => probe.read(each) ?? null) };
  };

  /** Finds the repositories with objects that differ, and how many of the listed objects each lacks. */
  async function findDiffering({ database, repositories, now }: Comparison) {
    const listed = repositories.flatMap(({ ours, node }) =>
      listedIn(node).objects.flatMap((object) =>
        object === null || object.key === null ? [] : [{ ours, object }],
      ),
    );
    const keyed = listed.flatMap(({ ours, object: { key } }) =>
      key == null ? [] : [{ repositoryId: ours.id, key }],
    );
    const nameOf = (repositoryId: number, key: ProbedObject['key']) => `${repositoryId}/${key}`;
    const found = await findProbed(database, { table, probe }, keyed);
    const stored = new Map(found.map(({ repositoryId, key, values }) => [nameOf(repositoryId, key), values]));
    const isMissing = (repositoryId: number, { key }: ProbedObject) =>
      key !== undefined && !stored.has(nameOf(repositoryId, key));
    const differs = (repositoryId: number, object: ProbedObject, list: TrackedList | undefined) => {
      const values = stored.get(nameOf(repositoryId, object.key)) ?? {};
      return isMissing(repositoryId, object) || object.differs(values, { now, readUntil: readUntilOf(list) });
    };
    const differing = new Set<number>();
    const missing = new Map<number, number>();
    for (const { ours, object } of listed) {
      if (differs(ours.id, object, ours.lists[name])) differing.add(ours.id);
      if (isMissing(ours.id, object)) missing.set(ours.id, (missing.get(ours.id) ?? 0) + 1);
    }
    return { differing, missing };
  }

  return {
    selection: `\n      ${probe.connection} { ${fields.join(' ')} }`,
    schema,
    async compare(comparison) {
      const { differing, missing } = await findDiffering(comparison);
      const counts: CountDifference[] = [];
      for (const { ours, node } of comparison.repositories) {
        const { totalCount, objects } = listedIn(node);
        const list = ours.lists[name];
        if (list === undefined) continue;
        // An object newer than any that GitHub returns was deleted.
        if (probe.isNewestFirst && isChanged(list.newest, objects[0]?.time ?? null, comparison.now))
          differing.add(ours.id);
        if (list.count === null) continue;
        // Deletions are found in the same interval as creations that hide them in the number.
        const difference = totalCount - list.count - (missing.get(ours.id) ?? 0);
        const isRecorded = difference === list.difference;
        if (!isRecorded)
          counts.push({ repositoryId: ours.id, resource: name, githubCount: totalCount, difference });
        // A difference that a read of the whole list did not change comes from GitHub's way of counting.
        if (difference !== 0 && !(isRecorded && list.isDifferenceChecked)) differing.add(ours.id);
      }
      await recordCountDifferences(comparison.database, counts);
      return [...differing].map((repositoryId): Difference => ({ repositoryId, of: { resource: name } }));
    },
  };
}
