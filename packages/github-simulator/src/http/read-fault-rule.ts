import type { DeliveryFaultRule } from '../delivery/create-faulty-deliverer.ts';
import { RestError } from '../rest/answer.ts';
import type { Fault, FaultRule } from '../rest/faults.ts';
import { isObject } from '../rest/is-object.ts';

type Fields = Record<string, unknown>;

/** The fields of each kind of fault: the type, and whether it is optional. */
const kinds: Readonly<Record<Fault['kind'], Readonly<Record<string, FieldRule>>>> = {
  latency: { ms: aDuration() },
  status: { status: oneOf(500, 502, 503, 504) },
  refusal: {
    status: oneOf(403, 404, 409, 410, 451),
    message: { words: 'a text', holds: isText },
  },
  answer: {
    status: { words: 'an HTTP status', holds: (value) => Number(value) >= 200 && Number(value) < 600 },
    body: { words: 'a text', holds: (value) => typeof value === 'string' },
    headers: optional({ words: 'an object', holds: isObject }),
  },
  item: {
    at: { words: 'an index of the list, from 0', holds: Number.isInteger },
    fields: { words: 'an object or null', holds: (value) => value === null || isObject(value) },
  },
  loop: {},
  heavy: { maxIds: { words: 'a number of ids', holds: Number.isInteger }, status: oneOf(200, 502) },
  timeout: {},
  reset: {},
  truncated: {},
  stale: {},
  abuse: { status: optional(oneOf(403, 429)), retryAfter: optional(aDuration('seconds')) },
  skew: { ms: { words: 'a number of milliseconds', holds: (value) => Number.isFinite(value) } },
  changes: {
    command: { words: 'the name of a command', holds: isText },
    input: { words: 'the input of the command', holds: isObject },
  },
};

const rule = {
  fault: { words: 'an object', holds: isObject },
  method: optional({ words: 'an HTTP method', holds: isText }),
  path: optional({ words: 'a regular expression', holds: isPattern }),
  payer: optional({ words: 'a text', holds: isText }),
  count: optional({
    words: 'an integer from 1',
    holds: (value) => Number(value) >= 1 && Number.isInteger(value),
  }),
  probability: optional({ words: 'a number from 0 to 1', holds: isFraction }),
  seed: optional({ words: 'an integer', holds: Number.isInteger }),
};

interface FieldRule {
  words: string;
  holds(value: unknown): boolean;
  isOptional?: boolean;
}

/**
 * @param isCommand whether a command with this name exists.
 * @throws RestError 422 with the field and its type.
 */
export function readFaultRule(body: Fields, isCommand: (name: string) => boolean): FaultRule {
  check('', rule, body);
  const { fault } = body;
  const kind = isObject(fault) ? String(fault.kind) : '';
  const [, rules] = Object.entries(kinds).find(([name]) => name === kind) ?? [];
  if (!isObject(fault) || rules === undefined) {
    throw refuse(`fault.kind must be one of ${Object.keys(kinds).join(', ')}`);
  }
  check('fault.', { kind: { words: 'a kind', holds: isText }, ...rules }, fault);
  if (kind === 'changes' && !isCommand(String(fault.command))) {
    throw refuse(`fault.command must be the name of a command, not ${fault.command}`);
  }
  if (!isChecked(body)) throw refuse('fault is missing');
  return body;
}

const deliveryRule: Readonly<Record<string, FieldRule>> = {
  kind: { words: 'one of drop, duplicate, delay, reorder', holds: isDeliveryFault },
  ms: optional(aDuration()),
  event: optional({ words: 'the name of an event', holds: isText }),
  count: rule.count,
  probability: rule.probability,
  seed: rule.seed,
};

/** @throws RestError 422 with the field and its type. */
export function readDeliveryFault(body: Fields): DeliveryFaultRule {
  check('', deliveryRule, body);
  const { kind } = body;
  if (!isDeliveryFault(kind)) throw refuse('kind is missing');
  return { ...body, kind };
}

/** Narrows the type: every field was validated before. */
const isChecked = (body: Fields): body is Fields & FaultRule => isObject(body.fault);

function check(at: string, rules: Readonly<Record<string, FieldRule>>, fields: Fields): void {
  const unknown = Object.keys(fields).find((name) => !Object.hasOwn(rules, name));
  if (unknown !== undefined) {
    throw refuse(`${at}${unknown} is unknown; allowed: ${Object.keys(rules).join(', ')}`);
  }
  for (const [name, { words, holds, isOptional = false }] of Object.entries(rules)) {
    const value = fields[name];
    if (value === undefined && isOptional) continue;
    if (!holds(value)) throw refuse(`${at}${name} must be ${words}`);
  }
}

const refuse = (message: string) => new RestError(422, message);

function optional(rule: FieldRule): FieldRule {
  return { ...rule, isOptional: true };
}

function aDuration(unit = 'milliseconds'): FieldRule {
  return {
    words: `a number of ${unit} from 0`,
    holds: (value) => typeof value === 'number' && value >= 0 && Number.isFinite(value),
  };
}

function oneOf(...values: readonly unknown[]): FieldRule {
  return { words: `one of ${values.join(', ')}`, holds: (value) => values.includes(value) };
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isFraction(value: unknown): boolean {
  return typeof value === 'number' && value >= 0 && value <= 1;
}

function isPattern(value: unknown): boolean {
  try {
    return typeof value === 'string' && new RegExp(value) instanceof RegExp;
  } catch {
    return false;
  }
}

function isDeliveryFault(value: unknown): value is DeliveryFaultRule['kind'] {
  return value === 'drop' || value === 'duplicate' || value === 'delay' || value === 'reorder';
}
