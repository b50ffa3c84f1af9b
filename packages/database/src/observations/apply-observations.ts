import { sql, type Transaction } from 'kysely';
import type { ChangeKind, Database } from '../schema.ts';
import { isEqual } from './canonical-json.ts';
import { type Effect, type Merged, merge } from './merge.ts';
import type { Observation } from './observation.ts';
import { type PreparedObservation, prepare } from './prepare.ts';
import {
  type ChangeRecord,
  keyText,
  type ObjectReference,
  type RowWrite,
  readRows,
  referenceText,
  writeRows,
} from './rows.ts';
import { tellsTheSame } from './tells-the-same.ts';

/** How many observations had which effect, and the objects that are in doubt afterwards. */
export interface Outcome {
  effects: Record<Effect, number>;
  doubtful: { resource: string; repositoryId: number | null; key: string; reasons: string[] }[];
}

/** All observations of one object, in the order given; what tells the same as another one once. */
interface Subject extends ObjectReference {
  /** Its `referenceText`. */
  reference: string;
  repositoryId: number | null;
  first: PreparedObservation;
  others: PreparedObservation[];
}

/** A row to write; visible when it is more than bookkeeping. */
interface Write extends RowWrite {
  before: Merged | null;
  isVisible: boolean;
}

const visibleEffects: ReadonlySet<Effect> = new Set(['created', 'updated']);

/**
 * The one write path: merges observations into their rows, appends what changed to the change log, and
 * says what is in doubt. Set-at-a-time: the number of statements grows with the kinds of objects, not
 * with the observations. Concurrent callers may pass the same objects in any order without deadlock.
 *
 * Must run in a READ COMMITTED transaction: after the locks are taken, each statement sees what others
 * committed before.
 */
export async function applyObservations(
  transaction: Transaction<Database>,
  observations: readonly Observation[],
): Promise<Outcome> {
  const effects: Record<Effect, number> = { created: 0, updated: 0, noted: 0, unchanged: 0, stale: 0 };
  const count = (list: readonly Effect[]) => {
    for (const effect of list) effects[effect] += 1;
  };
  const subjects = groupBySubject(observations);
  effects.unchanged += observations.length - subjects.reduce((sum, { others }) => sum + 1 + others.length, 0);

  // Most of what deliveries repeat (the repository, its labels) is known already: it needs no lock. An answer of
  // GitHub about just this object always is news, if only that it was seen.
  const [asked, told] = [subjects.filter(isAskedFor), subjects.filter((subject) => !isAskedFor(subject))];
  const known = await readRows(transaction, told);
  const unknown = told.filter((subject) => {
    const stored = known.get(subject.reference);
    if (stored === undefined) return true;
    const { merged, effects } = fold(stored, subject);
    if (merged === stored) count(effects);
    return merged !== stored;
  });
  const news = [...asked, ...unknown];
  if (news.length === 0) return { effects, doubtful: [] };

  await lockSubjects(transaction, news);
  const stored = await readRows(transaction, news);
  const writes = news.flatMap((subject): Write[] => {
    const before = stored.get(subject.reference) ?? null;
    const { merged, effects } = fold(before, subject);
    count(effects);
    const isVisible = effects.some((effect) => visibleEffects.has(effect));
    if (merged === before) return [];
    return [{ ...subject, before, merged, columns: subject.resource.columns(merged.raw), isVisible }];
  });
  await writeRows(transaction, writes, writes.filter(({ isVisible }) => isVisible).map(changeOf));
  return { effects, doubtful: writes.flatMap(doubtsOf) };
}

function groupBySubject(observations: readonly Observation[]): Subject[] {
  const subjects = new Map<string, Subject>();
  for (const seen of observations) {
    const reference = referenceText(seen);
    const subject = subjects.get(reference);
    if (subject === undefined) {
      const { resource, key, repositoryId } = seen;
      const first = prepare(seen);
      subjects.set(reference, { resource, key, reference, repositoryId, first, others: [] });
    } else if (!tellsTheSame(seen, subject.first.seen)) {
      subject.others.push(prepare(seen));
    }
  }
  return [...subjects.values()];
}

const isAskedFor = ({ first, others }: Subject) =>
  [first, ...others].some(({ fetchedAt }) => fetchedAt !== null);

function fold(stored: Merged | null, { first, others }: Subject): { merged: Merged; effects: Effect[] } {
  let { merged, effect } = merge(stored, first);
  const effects = [effect];
  for (const prepared of others) {
    ({ merged, effect } = merge(merged, prepared));
    effects.push(effect);
  }
  return { merged, effects };
}

/** The class of the advisory locks on objects: "HS". */
const subjectLocks = 18515;

/**
 * Locks the objects in one order for everybody, whether their rows exist or not, and fences the change
 * log (see migration 0002) before a sequence number is drawn.
 */
async function lockSubjects(transaction: Transaction<Database>, subjects: readonly Subject[]): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(${sql.lit(subjectLocks)}, hash)
      from (select distinct hashtext(subject) as hash
              from unnest(${subjects.map(({ reference }) => reference)}::text[]) as subject
             order by hash) as ordered
    union all select changes_fence()
  `.execute(transaction);
}

function changeOf({ before, merged, columns: current, ...subject }: Write): ChangeRecord {
  const { resource, repositoryId } = subject;
  const old = before === null ? {} : resource.columns(before.raw);
  const fields = resource.changes
    .map((name) => ({ name, from: old[name] ?? null, to: current[name] ?? null }))
    .filter(({ from, to }) => !isEqual(from, to));
  return {
    resource: resource.name,
    key: keyText(subject),
    kind: kindOf(before, merged),
    repository_id: repositoryId,
    fields: Object.fromEntries(fields.map(({ name, from, to }) => [name, { from, to }])),
    source: merged.source,
  };
}

function kindOf(before: Merged | null, after: Merged): ChangeKind {
  if (after.deletedAt !== null && (before === null || before.deletedAt === null)) return 'deleted';
  if (before === null) return 'created';
  if (before.deletedAt !== null && after.deletedAt === null) return 'restored';
  return 'updated';
}

function doubtsOf(write: Write): Outcome['doubtful'] {
  const reasons = Object.keys(write.merged.doubts);
  const { resource, repositoryId } = write;
  return reasons.length === 0
    ? []
    : [{ resource: resource.name, repositoryId, key: keyText(write), reasons }];
}
