import type { components } from '@octokit/openapi-types';
import { userShape } from '../shapes/account.ts';
import type { Account, Commit, Host } from '../world/model.ts';

type Schemas = components['schemas'];

const daySeconds = 86_400;
const weekSeconds = 7 * daySeconds;
/** The first Sunday of Unix time, at midnight UTC. */
const firstSunday = 3 * daySeconds;

const secondsOf = ({ timestamp }: Commit) => Date.parse(timestamp) / 1_000;

/** The Sunday on which a time's week started, in seconds since the epoch. */
const weekOf = (seconds: number) =>
  Math.floor((seconds - firstSunday) / weekSeconds) * weekSeconds + firstSunday;

/** Sundays up to the week of `now`, oldest first. */
function weeksUntil(now: number, count: number): number[] {
  return Array.from({ length: count }, (_, n) => weekOf(now) - (count - 1 - n) * weekSeconds);
}

/** Commits of each day of the last 52 weeks, the current one last. @param now seconds since the epoch */
export function commitActivity(commits: readonly Commit[], now: number): Schemas['commit-activity'][] {
  const weeks = weeksUntil(now, 52).map((week) => ({ week, total: 0, days: [0, 0, 0, 0, 0, 0, 0] }));
  const byWeek = new Map(weeks.map((each) => [each.week, each]));
  for (const commit of commits) {
    const at = secondsOf(commit);
    const found = byWeek.get(weekOf(at));
    if (found === undefined) continue;
    const day = Math.floor((at - found.week) / daySeconds);
    found.total += 1;
    found.days[day] = (found.days[day] ?? 0) + 1;
  }
  return weeks;
}

/** Commits by everybody and by the owner, in 52 periods of seven days, the last of which ended yesterday. */
export function participation(
  commits: readonly Commit[],
  now: number,
  owner: Account,
): Schemas['participation-stats'] {
  const end = Math.floor(now / daySeconds) * daySeconds;
  const all = Array<number>(52).fill(0);
  const own = Array<number>(52).fill(0);
  for (const commit of commits) {
    const n = 51 - Math.floor((end - 1 - secondsOf(commit)) / weekSeconds);
    if (n < 0 || n > 51) continue;
    all[n] = (all[n] ?? 0) + 1;
    if (commit.author === owner) own[n] = (own[n] ?? 0) + 1;
  }
  return { all, owner: own };
}

/** How many commits were made on each day of the week in each hour, in UTC: `[day, hour, commits]`. */
export function punchCard(commits: readonly Commit[]): Schemas['code-frequency-stat'][] {
  const hours = Array.from({ length: 7 * 24 }, (_, n) => [Math.floor(n / 24), n % 24, 0]);
  for (const commit of commits) {
    const at = new Date(commit.timestamp);
    const hour = hours[at.getUTCDay() * 24 + at.getUTCHours()];
    if (hour !== undefined) hour[2] = (hour[2] ?? 0) + 1;
  }
  return hours;
}

/** Lines added and, below zero, deleted in each week since the first: `[week, additions, deletions]`. */
export function codeFrequency(commits: readonly Commit[], now: number): Schemas['code-frequency-stat'][] {
  return weekly(commits, now).map(({ w, a, d }) => [w, a, -d]);
}

/**
 * The weekly activity of the 100 most active authors since the first week, the most active last; merges do not count.
 */
export function contributorActivity(
  host: Host,
  commits: readonly Commit[],
  now: number,
): Schemas['contributor-activity'][] {
  const byAuthor = Map.groupBy(commits.filter(isNoMerge), ({ author }) => author);
  const first = commits.reduce((earliest, commit) => Math.min(earliest, secondsOf(commit)), now);
  return [...byAuthor]
    .sort(([one, own], [other, others]) => own.length - others.length || one.id - other.id)
    .slice(-100)
    .map(([author, own]) => ({
      author: userShape(host, author),
      total: own.length,
      weeks: weekly(own, now, first),
    }));
}

const isNoMerge = ({ parents }: Commit) => parents.length < 2;

/** Additions, deletions and commits of each week. */
function weekly(commits: readonly Commit[], now: number, first = Number.POSITIVE_INFINITY) {
  const counted = commits.filter(isNoMerge);
  const start = weekOf(
    counted.reduce((earliest, commit) => Math.min(earliest, secondsOf(commit)), Math.min(first, now)),
  );
  const count = (weekOf(now) - start) / weekSeconds + 1;
  const weeks = weeksUntil(now, count).map((w) => ({ w, a: 0, d: 0, c: 0 }));
  for (const commit of counted) {
    const week = weeks[(weekOf(secondsOf(commit)) - start) / weekSeconds];
    if (week === undefined) continue;
    week.a += commit.additions;
    week.d += commit.deletions;
    week.c += 1;
  }
  return weeks;
}
