import { type Probe, type ProbeSignal, repositories, resources } from '@hubtwin/resources';
import type { Difference } from './probe-part.ts';

/** The resources with lists whose drift a probe detects, with the differences that show it. */
const probed = resources.flatMap(({ name, list, probe, drift, inOrganization }) =>
  'probe' in drift && inOrganization !== true && (list !== undefined || name === repositories.name)
    ? [{ name, probe, drift }]
    : [],
);

export const verifiedByProbe: readonly string[] = probed.map(({ name }) => name);

/**
 * The resources of one repository whose lists must be read.
 *
 * @param node GitHub's answer for it.
 */
export function driftOf(differences: readonly Difference['of'][], node: unknown): string[] {
  const signals = new Set(differences.map((of) => ('signal' in of ? of.signal : '')));
  const changed = new Set(differences.map((of) => ('resource' in of ? of.resource : '')));
  return probed
    .filter(
      ({ name, probe, drift }) =>
        drift.probe.some((signal) => (isOfObjects(signal) ? changed.has(name) : signals.has(signal))) ||
        (drift.changesWith?.some((other) => changed.has(other)) === true &&
          (probe === undefined || countIn(node, probe) > 0)),
    )
    .map(({ name }) => name);
}

const isOfObjects = (signal: ProbeSignal) =>
  signal === 'objects' || signal === 'parents' || signal === 'heads';

/** GitHub's number of objects. */
const countIn = (node: unknown, probe: Probe): number =>
  Number(Object(Object(node)[probe.name]).totalCount ?? 0);
