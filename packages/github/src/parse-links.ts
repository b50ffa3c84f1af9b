/** A link of a `Link` header. */
export interface Link {
  /** As written: it may be relative. */
  target: string;
  /** Its relations, in lower case. */
  relations: readonly string[];
  /** The resource that it links from, if that is not the requested one. */
  anchor: string | null;
}

/** Empty elements of the list of links are allowed. */
const target = /[\s,]*<([^>]*)>/y;
const parameter = /\s*;\s*([^\s=;,"<>]*)/y;
const value = /\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*))/y;
const end = /\s*(?:,|$)/y;

/**
 * Parses a `Link` header in every form that RFC 8288 allows: quoted or not, in any order and case, with several
 * relations in one link, and with parameters without a value.
 *
 * @throws SyntaxError for an invalid header.
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
      // Only the first parameter of a name counts.
      if (!parameters.has(name)) parameters.set(name, quoted?.replace(/\\(.)/g, '$1') ?? token);
    }
    if (take(end) === null) break;
    links.push({
      target: link[1] ?? '',
      relations: (parameters.get('rel') ?? '').toLowerCase().split(/\s+/),
      anchor: parameters.get('anchor') ?? null,
    });
  }
  if (!/^[\s,]*$/.test(header.slice(at))) throw new SyntaxError('the Link header cannot be parsed');
  return links;
}
