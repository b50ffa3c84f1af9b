import type { Commands } from '../commands/create-commands.ts';
import { createRandom, type Random } from '../world/random.ts';

/** A fault of a request. */
export type Fault =
  /** The usual response, after a delay. */
  | { kind: 'latency'; ms: number }
  /** This status with GitHub's message. */
  | { kind: 'status'; status: 500 | 502 | 503 | 504 }
  /** This status and message, as GitHub refuses a list that is too large or not permitted. */
  | { kind: 'refusal'; status: 403 | 404 | 409 | 410 | 451; message: string }
  /** Another server responds instead of GitHub, such as a proxy. */
  | { kind: 'answer'; status: number; body: string; headers?: Record<string, string> }
  /** The list's element at this index is null, or has these fields. */
  | { kind: 'item'; at: number; fields: Record<string, unknown> | null }
  /** The page names itself as the next one. */
  | { kind: 'loop' }
  /** GraphQL fails with this status for queries over more ids. */
  | { kind: 'heavy'; maxIds: number; status: 200 | 502 }
  /** No response. */
  | { kind: 'timeout' }
  /** The connection is reset in the middle of the body. */
  | { kind: 'reset' }
  /** The body is truncated, without an error. */
  | { kind: 'truncated' }
  /** The response of the previous equal request, as from a lagging replica; 404 if there was none. */
  | { kind: 'stale' }
  /** GitHub's abuse limit; without `retryAfter` the header is missing. */
  | { kind: 'abuse'; status?: 403 | 429; retryAfter?: number }
  /** GitHub's clock is skewed: in `date`, resets, the expiry of tokens, and the verification of an App's JWT. */
  | { kind: 'skew'; ms: number }
  /** The usual response, while a command changes the list: the next page belongs to the changed list. */
  | Change;

/** A command with its input; if a rule applies to several requests, each runs it. */
type Change = {
  [Name in keyof Commands]: { kind: 'changes'; command: Name; input: Parameters<Commands[Name]>[0] };
}[keyof Commands];

/** The requests that a fault applies to. */
export interface FaultRule {
  fault: Fault;
  method?: string;
  /** A regular expression for the path with its query. */
  path?: string;
  payer?: string;
  /** Number of requests that it applies to; default: all. */
  count?: number;
  /** Default: 1. */
  probability?: number;
  /** Determines which requests a probability selects. */
  seed?: number;
}

/** The active faults. */
export interface Faults {
  /** @returns the id of the rule, to remove it. */
  add(rule: FaultRule): number;
  remove(id: number): boolean;
  clear(): void;
  list(): { id: number; rule: FaultRule; met: number }[];
  /** The faults that apply to a request, in the order in which they were added. */
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
