/** A link of a `Link` header. */
export interface Link {
  /** As it was written: it may be relative. */
  target: string;
  /** The relations that it has, in lower case. */
  relations: readonly string[];
  /** What it is a link of, where that is not what was requested. */
  anchor: string | null;
}

/** Empty elements of the list of links are allowed. */
const target = /[\s,]*<([^>]*)>/y;
const parameter = /\s*;\s*([^\s=;,"<>]*)/y;
const value = /\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*))/y;
const end = /\s*(?:,|$)/y;

/**
 * Reads a `Link` header in every form that RFC 8288 allows: quoted or not, in any order and case, with several relations
 * in one link, and with parameters without a value.
 *
 * @throws SyntaxError for what is no such header.
 * @see https://www.rfc-editor.org/rfc/rfc8288#section-3
 */
export function parseLinks(header: string): Link[] {
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(header);
    if (found !== null) at = pattern.lastIndex;
    return found;
  };
  const links: Link[] = [];
  for (let link = take(target); link !== null; link = take(target)) {
    const parameters = new Map<string, string>();
    for (let named = take(parameter); named !== null; named = take(parameter)) {
      const [, quoted, token = ''] = take(value) ?? [];
      const name = (named[1] ?? '').toLowerCase();
      // Only the first of the same name counts.
      if (!parameters.has(name)) parameters.set(name, quoted?.replace(/\\(.)/g, '$1') ?? token);
    }
    if (take(end) === null) break;
    links.push({
      target: link[1] ?? '',
      relations: (parameters.get('rel') ?? '').toLowerCase().split(/\s+/),
      anchor: parameters.get('anchor') ?? null,
    });
  }
  if (!/^[\s,]*$/.test(header.slice(at))) throw new SyntaxError('the Link header cannot be read');
  return links;
}
