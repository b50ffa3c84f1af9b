import type { JsonObject } from '@hubtwin/resources';
import { isEqual } from './canonical-json.ts';
import { type Claim, isClaim, mergeClaim, pendingSince } from './claims.ts';
import type { PreparedObservation } from './prepare.ts';
import { addRefetchReasons, latest, type RefetchReasons, resolveRefetchReasons } from './refetch-reasons.ts';
import { parseVersion } from './version.ts';

/**
 * The stored state of one object: except for `source` and `syncedAt`, a function of the set of its observations.
 */
export interface Merged {
  raw: JsonObject;
  /** The greatest version of all observations. */
  version: string;
  /** Versions of the keys of `raw` that come from another observation than `version`. */
  keyVersions: Record<string, string>;
  /** Greatest clock of a whole observation; null when none was whole. */
  wholeClock: string | null;
  /** Greatest time of a deletion. */
  deletionClock: string | null;
  /** When the newest deletion was received, or found by a fetch. */
  deletionFoundAt: string | null;
  /** Greatest clock of GitHub's own of an observation that shows the object. */
  presentClock: string | null;
  /** When the newest whole fetch was started. */
  fetchedAt: string | null;
  refetchReasons: RefetchReasons;
  claim: Claim | null;
  /** The repository that the object belongs to, which only a fetch changes; null for objects outside repositories. */
  repositoryId: number | null;
  deletedAt: string | null;
  source: string;
  syncedAt: Date;
}

/**
 * The effect of an observation: `recorded` changed only metadata (a version, a refetch reason, a claim), `unchanged`
 * repeated what was stored, `stale` lost to a newer one, `misplaced` names another repository than the object's.
 */
export type Effect = 'created' | 'updated' | 'recorded' | 'unchanged' | 'stale' | 'misplaced';

/** GitHub's replicas lag: a fetch this soon after a deletion may return an older state. */
const lagMs = 60_000;

/**
 * Merges an observation into the stored state. Each top-level key of GitHub's object is a register that its newest
 * observation wins, so merging is commutative, associative and idempotent: the same observations in any order, with
 * any duplicates, result in the same row (a map of last-writer-wins registers; Shapiro et al., Conflict-free
 * Replicated Data Types, 2011).
 */
export function merge(
  stored: Merged | null,
  prepared: PreparedObservation,
): { merged: Merged; effect: Effect } {
  const { seen } = prepared;
  if (stored !== null && seen.resource.inRepository && seen.repositoryId !== stored.repositoryId) {
    if (!movesRepository(stored, prepared)) return { merged: stored, effect: 'misplaced' };
    // What was observed under another repository's name is discarded.
    return { ...merge(null, prepared), effect: 'updated' };
  }
  // Maps, because a payload may have keys that every object inherits, such as `constructor`.
  const values = new Map(Object.entries(stored?.raw ?? {}));
  const older = new Map(Object.entries(stored?.keyVersions ?? {}));
  const versions = new Map([...values.keys()].map((key) => [key, older.get(key) ?? stored?.version ?? '']));

  let restamped = false;
  let rewritten = false;
  let lost = false;
  let contradicted = false;
  for (const [key, value] of Object.entries(prepared.raw)) {
    const mine = prepared.versionOf(key);
    const theirs = versions.get(key);
    if (theirs === mine) continue;
    const differs = theirs === undefined || !isEqual(values.get(key), value);
    if (theirs !== undefined && differs && !prepared.isVolatile(key) && !prepared.isConfirmed(key))
      contradicted ||= isTie(theirs, mine);
    if (theirs !== undefined && outweighs(theirs, mine, prepared.isConfirmed(key))) {
      lost = true;
    } else {
      restamped = true;
      rewritten ||= differs;
      versions.set(key, mine);
      values.set(key, value);
    }
  }

  const version = latest(stored?.version, prepared.version) ?? prepared.version;
  const whole = seen.completeness === 'whole';
  const wholeClock = latest(stored?.wholeClock, whole ? seen.clock : null);
  const isDeletion = seen.isDeleted === true && !isClaim(prepared);
  const deletionClock = latest(stored?.deletionClock, isDeletion ? seen.asOf : null);
  const deletionFoundAt = latest(stored?.deletionFoundAt, isDeletion ? seen.observedAt.toISOString() : null);
  const presentClock = latest(stored?.presentClock, ownClockOf(prepared));
  const fetchedAt = latest(stored?.fetchedAt, whole ? prepared.fetchedAt : null);
  const deletedAt = isShownAgain({ deletionClock, deletionFoundAt, presentClock, fetchedAt })
    ? null
    : deletionClock;
  const claim = mergeClaim(stored?.claim ?? null, prepared);
  const known = { version, wholeClock, deletionClock, deletionFoundAt, presentClock, fetchedAt, deletedAt };
  const reasons = addRefetchReasons(
    stored?.refetchReasons ?? {},
    stored?.version ?? null,
    seen,
    contradicted,
  );
  const unconfirmed = pendingSince(claim, {
    valueOf: (key) => values.get(key),
    versionOf: (key) => versions.get(key),
    fetchedAt,
    deletedAt,
  });
  const refetchReasons = resolveRefetchReasons(reasons, { ...known, unconfirmed });

  const visible = stored === null || rewritten || known.deletedAt !== stored.deletedAt;
  const bookkeeping =
    restamped ||
    bookkept.some((name) => known[name] !== stored?.[name]) ||
    !isEqual(claim, stored?.claim) ||
    !isEqual(refetchReasons, stored?.refetchReasons);
  if (stored !== null && !visible && !bookkeeping) {
    return { merged: stored, effect: lost ? 'stale' : 'unchanged' };
  }

  const keyVersions = Object.fromEntries([...versions].filter(([, keyVersion]) => keyVersion !== version));
  const observer = visible ? { source: seen.source, syncedAt: seen.observedAt } : stored;
  const { source, syncedAt } = observer;
  const { repositoryId } = seen;
  const raw = Object.fromEntries(values);
  const merged = { raw, keyVersions, refetchReasons, claim, repositoryId, ...known, source, syncedAt };
  if (stored === null) return { merged, effect: 'created' };
  return { merged, effect: visible ? 'updated' : 'recorded' };
}

const bookkept = [
  'version',
  'wholeClock',
  'deletionClock',
  'deletionFoundAt',
  'presentClock',
  'fetchedAt',
] as const;

/** GitHub's newest answer decides which repository an object belongs to. */
const movesRepository = (stored: Merged, { fetchedAt, seen }: PreparedObservation): boolean =>
  fetchedAt !== null &&
  seen.completeness === 'whole' &&
  (stored.fetchedAt === null || fetchedAt > stored.fetchedAt);

/**
 * Whether the value with one version wins against another: for a confirmed key, what was fetched or accepted always
 * does against a delivery that only claims it.
 */
function outweighs(theirs: string, mine: string, isConfirmedKey: boolean): boolean {
  if (isConfirmedKey && isEffective(theirs) !== isEffective(mine)) return isEffective(theirs);
  return theirs > mine;
}

function isEffective(keyVersion: string): boolean {
  const { fetched, accepted } = parseVersion(keyVersion);
  return fetched !== '' || accepted;
}

/** The clock that shows the object, if it is GitHub's own and not the time of the fetch. */
function ownClockOf({ seen, fetchedAt }: PreparedObservation): string | null {
  if (
    seen.isDeleted === true ||
    seen.refetchReason === 'missing' ||
    seen.clock === '' ||
    seen.clock === fetchedAt
  )
    return null;
  return seen.clock;
}

/** Deletion is an observation like any other: an object that GitHub returns afterwards exists. */
function isShownAgain({
  deletionClock,
  deletionFoundAt,
  presentClock,
  fetchedAt,
}: Pick<Merged, 'deletionClock' | 'deletionFoundAt' | 'presentClock' | 'fetchedAt'>): boolean {
  if (deletionClock === null || deletionFoundAt === null) return false;
  if (presentClock !== null && presentClock > deletionClock) return true;
  return fetchedAt !== null && Date.parse(fetchedAt) >= Date.parse(deletionFoundAt) + lagMs;
}

/** Two whole observations of one version: GitHub's clocks do not show which came first. */
function isTie(one: string, other: string): boolean {
  const [a, b] = [parseVersion(one), parseVersion(other)];
  return a.rank === b.rank && a.clock === b.clock && a.whole && b.whole;
}
