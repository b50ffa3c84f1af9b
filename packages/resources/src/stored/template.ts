import type { JsonObject } from '../json-object.ts';
import type { Roots } from './roots.ts';

/** Where the variables of a template are looked up. */
export interface Scope {
  object: JsonObject;
  /** The object that embeds it; lists do not count. */
  parent: Scope | null;
  roots: Roots;
}

type Variable = (scope: Scope) => string | null;

export interface Template {
  parts: readonly (string | Variable)[];
  /** The root that it starts with. */
  root: 'repo' | 'web' | 'api' | 'host' | null;
  /** Whether it needs a key of an embedded object. */
  isLate: boolean;
}

const rootNames = ['repo', 'web', 'api', 'host', 'hostname', 'uploads'] as const;

/** How GitHub encodes names in addresses. */
const encodings: Record<string, (text: string) => string> = {
  raw: (text) => text,
  /** `kind/bug: 1` is `kind/bug:%201`. */
  path: (text) => encodeURI(text).replaceAll('#', '%23').replaceAll('?', '%3F'),
  /** `@a/b` is `%40a/b`. */
  segments: (text) => encodeURIComponent(text).replaceAll('%2F', '/'),
  component: encodeURIComponent,
};

/**
 * Compiles a template. `{repo}`, `{web}`, `{api}`, `{host}`, `{hostname}` and `{uploads}` are roots; `{number}` is a key of the
 * object, `{user.login}` of an embedded one and `{^number}` of the one that embeds it; `{name:path}` is encoded.
 * Braces in the text are doubled, except those of `{/name}`, `{?name}` and `{+path}`.
 */
export function compileTemplate(text: string): Template {
  const parts: (string | Variable)[] = [];
  let isLate = false;
  for (const token of text.split(/(\{\{|\}\}|\{[\w.^:]+\})/)) {
    const variable = /^\{([\w.^:]+)\}$/.exec(token)?.[1];
    const literal = token === '{{' || token === '}}' ? token.slice(1) : token;
    isLate ||= variable !== undefined && /\w\.\w/.test(variable);
    const part = variable === undefined ? literal : variableOf(variable);
    const last = parts.at(-1);
    if (typeof part === 'string' && typeof last === 'string') parts.splice(-1, 1, last + part);
    else if (part !== '') parts.push(part);
  }
  const root = (['repo', 'web', 'api', 'host'] as const).find((name) => text.startsWith(`{${name}}`)) ?? null;
  return { parts, root, isLate };
}

function variableOf(text: string): Variable {
  const rootName = rootNames.find((name) => name === text);
  if (rootName !== undefined) return ({ roots }) => roots[rootName];
  const [path = '', encoding = 'raw'] = text.split(':');
  const levels = path.lastIndexOf('^') + 1;
  const names = path.slice(levels).split('.');
  const encode = encodings[encoding];
  if (encode === undefined) throw new Error(`unknown encoding: ${encoding}`);
  const [first = '', second] = names;
  return (scope) => {
    let at: Scope | null = scope;
    for (let level = 0; level < levels && at !== null; level += 1) at = at.parent;
    let value = at?.object[first];
    if (second !== undefined)
      value = typeof value === 'object' && value !== null ? Reflect.get(value, second) : null;
    if (typeof value === 'number') return Number.isSafeInteger(value) ? `${value}` : null;
    if (typeof value !== 'string') return null;
    return encoding === 'raw' || plain.test(value) ? value : value.isWellFormed() ? encode(value) : null;
  };
}

/** No encoding changes these. */
const plain = /^[\w.-]*$/;

export function matches({ parts }: Template, value: string, scope: Scope): boolean {
  let at = 0;
  for (const part of parts) {
    const text = typeof part === 'string' ? part : part(scope);
    if (text === null || !value.startsWith(text, at)) return false;
    at += text.length;
  }
  return at === value.length;
}

/** @returns null: a variable has no value. */
export function render({ parts }: Template, scope: Scope): string | null {
  let rendered = '';
  for (const part of parts) {
    const text = typeof part === 'string' ? part : part(scope);
    if (text === null) return null;
    rendered += text;
  }
  return rendered;
}

/** What the root of the template must be for the value to match; null: it cannot. */
export function rootIn({ parts, ...template }: Template, value: string, scope: Scope): string | null {
  const rest = render({ ...template, parts: parts.slice(1) }, scope);
  return rest !== null && value.endsWith(rest) ? value.slice(0, value.length - rest.length) : null;
}
