import { isDeepStrictEqual } from 'node:util';
import type { Dependency, Progress, ProgressChanges, TaskCount, TaskSection } from '@hubtwin/database';

const empty: Progress = { plan: null, sections: [], dependencies: [], errors: [] };

/** The differences between two commits; null if only the order differs. */
export function compareProgress(before: Progress | null, after: Progress): ProgressChanges | null {
  const from = before ?? empty;
  const tasks = compareTasks(from.sections, after.sections);
  const dependencies = compareDependencies(from.dependencies, after.dependencies);
  const isSame =
    from.plan === after.plan &&
    isDeepStrictEqual(from.errors, after.errors) &&
    tasks === null &&
    Object.values(dependencies).every(({ length }) => length === 0);
  return isSame ? null : { tasks, dependencies };
}

function compareTasks(
  before: readonly TaskSection[],
  after: readonly TaskSection[],
): ProgressChanges['tasks'] {
  const keyOf = ({ headings }: TaskSection) => JSON.stringify(headings);
  const from = new Map(before.map((section) => [keyOf(section), section]));
  const to = new Map(after.map((section) => [keyOf(section), section]));
  const sections = [...new Set([...to.keys(), ...from.keys()])]
    .map((key) => ({
      headings: (to.get(key) ?? from.get(key))?.headings ?? [],
      from: countOf(from.get(key)),
      to: countOf(to.get(key)),
    }))
    .filter((section) => !isDeepStrictEqual(section.from, section.to));
  return sections.length === 0 ? null : { from: sumOf(before), to: sumOf(after), sections };
}

const countOf = (section: TaskSection | undefined): TaskCount | null =>
  section === undefined ? null : { done: section.done, total: section.total };

const sumOf = (sections: readonly TaskCount[]): TaskCount =>
  sections.reduce((sum, { done, total }) => ({ done: sum.done + done, total: sum.total + total }), {
    done: 0,
    total: 0,
  });

function compareDependencies(
  before: readonly Dependency[],
  after: readonly Dependency[],
): ProgressChanges['dependencies'] {
  const keyOf = ({ manifest, kind, name }: Dependency) => JSON.stringify([manifest, kind, name]);
  const from = new Map(before.map((each) => [keyOf(each), each]));
  const to = new Map(after.map((each) => [keyOf(each), each]));
  return {
    added: after.filter((each) => !from.has(keyOf(each))),
    removed: before.filter((each) => !to.has(keyOf(each))),
    updated: after.flatMap(({ requirement, ...rest }) => {
      const known = from.get(keyOf({ requirement, ...rest }));
      if (known === undefined || known.requirement === requirement) return [];
      return [{ ...rest, from: known.requirement, to: requirement }];
    }),
  };
}
