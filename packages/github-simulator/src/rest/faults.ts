import type { Commands } from '../commands/create-commands.ts';
import { createRandom, type Random } from '../world/random.ts';

/** What goes wrong with a request. */
export type Fault =
  /** Answered as usual, after a while. */
  | { kind: 'latency'; ms: number }
  /** Answered with this status and GitHub's words for it. */
  | { kind: 'status'; status: 500 | 502 | 503 | 504 }
  /** Refused with this status in these words, as GitHub does for a list that is too large or not permitted. */
  | { kind: 'refusal'; status: 403 | 404 | 409 | 410 | 451; message: string }
  /** Something between answers in GitHub's place, as a proxy does. */
  | { kind: 'answer'; status: number; body: string; headers?: Record<string, string> }
  /** The list's element at this place is null, or has these fields. */
  | { kind: 'item'; at: number; fields: Record<string, unknown> | null }
  /** The page names itself as the next one. */
  | { kind: 'loop' }
  /** GraphQL cannot answer queries over more than so many ids, and says so with this status. */
  | { kind: 'heavy'; most: number; status: 200 | 502 }
  /** Never answered. */
  | { kind: 'timeout' }
  /** The connection is reset in the middle of the body. */
  | { kind: 'reset' }
  /** The body is cut, and says it is whole. */
  | { kind: 'truncated' }
  /** The answer that the same request got the last time, as from a replica that lags behind; 404 if there was none. */
  | { kind: 'stale' }
  /** GitHub's abuse limit; without `retryAfter` the header is missing. */
  | { kind: 'abuse'; status?: 403 | 429; retryAfter?: number }
  /** GitHub's clock is off: in `date`, resets, when tokens end, and when an App's JWT is verified. */
  | { kind: 'skew'; ms: number }
  /** Answered as usual, while a command changes what it lists: the next page is one of another list. */
  | Change;

/** A command with its input; of a rule that meets several requests, each runs it. */
type Change = {
  [Name in keyof Commands]: { kind: 'changes'; command: Name; input: Parameters<Commands[Name]>[0] };
}[keyof Commands];

/** Which requests a fault meets. */
export interface FaultRule {
  fault: Fault;
  method?: string;
  /** A regular expression for the path with its query. */
  path?: string;
  payer?: string;
  /** How many requests it meets; all by default. */
  count?: number;
  /** 1 by default. */
  probability?: number;
  /** Decides which requests a probability meets. */
  seed?: number;
}

/** Faults on demand. */
export interface Faults {
  /** @returns an id to remove it by. */
  add(rule: FaultRule): number;
  remove(id: number): boolean;
  clear(): void;
  list(): { id: number; rule: FaultRule; met: number }[];
  /** The faults that meet a request, in the order they were added. */
  meet(request: { method: string; path: string; payer: string }): Fault[];
}

interface ActiveRule {
  rule: FaultRule;
  path: RegExp | null;
  random: Random;
  met: number;
}

export function createFaults(): Faults {
  const active = new Map<number, ActiveRule>();
  let lastId = 0;
  return {
    add(rule) {
      lastId += 1;
      const path = rule.path === undefined ? null : new RegExp(rule.path);
      active.set(lastId, { rule, path, random: createRandom(rule.seed ?? lastId), met: 0 });
      return lastId;
    },
    remove: (id) => active.delete(id),
    clear: () => active.clear(),
    list: () => [...active].map(([id, { rule, met }]) => ({ id, rule, met })),
    meet(request) {
      const faults: Fault[] = [];
      for (const each of active.values()) {
        if (!matches(each, request)) continue;
        each.met += 1;
        faults.push(each.rule.fault);
      }
      return faults;
    },
  };
}

function matches(
  { rule, path, random, met }: ActiveRule,
  request: { method: string; path: string; payer: string },
): boolean {
  if (rule.count !== undefined && met >= rule.count) return false;
  if (rule.method !== undefined && rule.method !== request.method) return false;
  if (rule.payer !== undefined && rule.payer !== request.payer) return false;
  if (path !== null && !path.test(request.path)) return false;
  return rule.probability === undefined || random.chance(rule.probability);
}
