import type { Transaction } from 'kysely';
import type { Database } from '../schema.ts';
import { isEqual } from './canonical-json.ts';
import { changesOf } from './change-of.ts';
import { identify } from './identify.ts';
import { isRedundant } from './is-redundant.ts';
import { lockSubjects } from './lock-subjects.ts';
import { type Effect, type Merged, merge } from './merge.ts';
import type { Cause, Observation } from './observation.ts';
import { isPending, isPendingClaim } from './pending-claims.ts';
import { type PreparedObservation, prepare } from './prepare.ts';
import { keyText, type ObjectReference, type RowWrite, readRows, referenceText, writeRows } from './rows.ts';
import { parseVersion } from './version.ts';

/** The number of observations by effect, and what must be fetched afterwards. */
export interface Outcome {
  effects: Record<Effect, number>;
  /** The objects with refetch reasons. */
  uncertain: { resource: string; repositoryId: number | null; key: string; reasons: string[] }[];
  /** Claims that wait for a fetch, with the `referenceText` of their objects. */
  pending: { observation: Observation; reference: string }[];
  /** Claims that took effect although nothing can confirm them. */
  unconfirmed: Observation[];
  /** Observations of objects that belong to another repository, as far as known. */
  misplaced: Observation[];
}

/** All observations of one object, in the given order, without redundant ones. */
interface Subject extends ObjectReference {
  /** Its `referenceText`. */
  reference: string;
  repositoryId: number | null;
  first: PreparedObservation;
  others: PreparedObservation[];
}

/** A row to write. */
interface Write extends RowWrite {
  before: Merged | null;
  /** What each delivery or request changed, in order; invisible if only metadata. */
  steps: readonly Step[];
}

interface Step {
  before: Merged | null;
  after: Merged;
  cause: Cause | undefined;
  isVisible: boolean;
}

const visibleEffects: ReadonlySet<Effect> = new Set(['created', 'updated']);

/**
 * The only write path: merges observations into their rows, appends changes to the change log, and returns which
 * objects are uncertain. Set-at-a-time: the number of statements grows with the kinds of objects, not with the
 * observations. Concurrent callers may pass the same objects in any order without deadlock.
 *
 * Must run in a READ COMMITTED transaction: after the locks are acquired, each statement must see what others
 * committed before.
 */
export async function applyObservations(
  transaction: Transaction<Database>,
  observations: readonly Observation[],
): Promise<Outcome> {
  const outcome: Outcome = {
    effects: { ...none },
    uncertain: [],
    pending: [],
    unconfirmed: [],
    misplaced: [],
  };
  const { effects } = outcome;
  const subjects = groupBySubject(await identify(transaction, observations));
  effects.unchanged += observations.length - subjects.reduce((sum, { others }) => sum + 1 + others.length, 0);

  // Most objects in deliveries (the repository, its labels) repeat what is stored, and need no lock. An answer to a
  // request for this object always changes its row, if only the time of its fetch.
  const [requested, unrequested] = [
    subjects.filter(isRequested),
    subjects.filter((subject) => !isRequested(subject)),
  ];
  const known = await readRows(transaction, unrequested);
  const changed = unrequested.filter((subject) => {
    const stored = known.get(subject.reference);
    if (stored === undefined) return true;
    const folded = fold(stored, subject);
    if (folded.merged === stored) record(outcome, subject, stored, folded);
    return folded.merged !== stored;
  });
  const candidates = [...requested, ...changed];
  if (candidates.length === 0) return outcome;

  await lockSubjects(transaction, candidates);
  const stored = await readRows(transaction, candidates);
  const writes = candidates.flatMap((subject): Write[] => {
    const before = stored.get(subject.reference) ?? null;
    const folded = fold(before, subject);
    record(outcome, subject, before, folded);
    const { merged } = folded;
    if (merged === before) return [];
    return [{ ...rowOf(subject, merged), before, steps: folded.steps }];
  });
  await writeRows(
    transaction,
    writes,
    writes.flatMap((write) =>
      write.steps
        .filter(({ isVisible }) => isVisible)
        .flatMap(({ before, after, cause }) =>
          changesOf(before, after === write.merged ? write : rowOf(write, after), cause),
        ),
    ),
  );
  outcome.uncertain.push(...writes.flatMap(uncertainOf));
  return outcome;
}

const none: Record<Effect, number> = {
  created: 0,
  updated: 0,
  recorded: 0,
  unchanged: 0,
  stale: 0,
  misplaced: 0,
};

/** Adds the effects of an object's observations to the outcome. */
function record(
  outcome: Outcome,
  { first, others, reference }: Subject,
  before: Merged | null,
  { merged, effects }: Folded,
): void {
  for (const [nth, prepared] of [first, ...others].entries()) {
    const effect = effects[nth] ?? 'unchanged';
    outcome.effects[effect] += 1;
    const observation = prepared.seen;
    if (effect === 'misplaced') outcome.misplaced.push(observation);
    else if (isPendingClaim(prepared, merged)) outcome.pending.push({ observation, reference });
    else if (before !== null && hasTakenEffect(observation, before, merged))
      outcome.unconfirmed.push(observation);
  }
}

/** Whether an accepted claim hid or changed what a fetch should have confirmed. */
const hasTakenEffect = (
  { accepted, isDeleted, resource }: Observation,
  before: Merged,
  after: Merged,
): boolean =>
  accepted === true &&
  resource.confirmedKeys !== undefined &&
  ((isDeleted === true && after.deletedAt !== before.deletedAt) ||
    resource.confirmedKeys.some((key) => !isEqual(before.raw[key], after.raw[key])));

function groupBySubject(observations: readonly Observation[]): Subject[] {
  const subjects = new Map<string, Subject>();
  for (const seen of observations) {
    const reference = referenceText(seen);
    const subject = subjects.get(reference);
    if (subject === undefined) {
      const { resource, key, repositoryId } = seen;
      const first = prepare(seen);
      subjects.set(reference, { resource, key, reference, repositoryId, first, others: [] });
    } else if (!isRedundant(seen, subject.first.seen)) {
      subject.others.push(prepare(seen));
    }
  }
  return [...subjects.values()];
}

const isRequested = ({ first, others }: Subject) =>
  [first, ...others].some(({ fetchedAt }) => fetchedAt !== null);

interface Folded {
  merged: Merged;
  steps: Step[];
  /** One for each observation of the subject. */
  effects: Effect[];
}

function fold(stored: Merged | null, subject: Subject): Folded {
  const { first, others } = subject;
  const steps: Step[] = [];
  const effects: Effect[] = [];
  let { merged, effect } = merge(stored, first);
  const record = (before: Merged | null, { cause }: Observation) => {
    effects.push(effect);
    if (merged === before) return;
    const last = steps.at(-1);
    const step = { before, after: merged, cause, isVisible: visibleEffects.has(effect) };
    step.isVisible ||= isDated(subject, before, merged) || isPending(before) !== isPending(merged);
    // The copies of an object in one delivery, or one list, are one change.
    if (last === undefined || !isSameCause(last.cause, cause)) steps.push(step);
    else Object.assign(last, { after: merged, isVisible: last.isVisible || step.isVisible });
  };
  record(stored, first.seen);
  for (const prepared of others) {
    const before = merged;
    ({ merged, effect } = merge(before, prepared));
    record(before, prepared.seen);
  }
  return { merged, steps, effects };
}

const isSameCause = (one: Cause | undefined, other: Cause | undefined) =>
  one?.deliveryId === other?.deliveryId && one?.request === other?.request;

function rowOf(subject: Pick<Subject, 'resource' | 'key' | 'repositoryId'>, merged: Merged): RowWrite {
  const { resource, key } = subject;
  const repositoryId = resource.inRepository ? merged.repositoryId : subject.repositoryId;
  return { resource, key, repositoryId, merged, columns: resource.columns(merged.raw) };
}

/** Whether the object has a clock for the first time: objects that embed it compare their version with its own. */
const isDated = ({ resource }: Subject, before: Merged | null, after: Merged) =>
  resource.isEmbedded === true &&
  before !== null &&
  parseVersion(before.version).clock === '' &&
  parseVersion(after.version).clock !== '';

function uncertainOf(write: Write): Outcome['uncertain'] {
  const reasons = Object.keys(write.merged.refetchReasons);
  const { resource, repositoryId } = write;
  return reasons.length === 0
    ? []
    : [{ resource: resource.name, repositoryId, key: keyText(write), reasons }];
}
