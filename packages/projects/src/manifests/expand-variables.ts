const start = /\$(?:(\w+)|\{(\w+)(?=[}:-])(:?-)?)/y;

/**
 * Expands the variables of a text: `$A`, `${A}`, `${A:-b}`. Unknown ones without a default remain.
 *
 * @param maxLength maximum length of the result, in UTF-16 code units.
 * @throws RangeError if the result is longer.
 */
export function expandVariables(
  text: string,
  known: ReadonlyMap<string, string | undefined>,
  maxLength: number,
): string {
  let expanded = '';
  let at = 0;
  let lastBrace: number | null = null;
  while (at < text.length) {
    const dollar = text.indexOf('$', at);
    if (dollar === -1) break;
    expanded += text.slice(at, dollar);
    const { end, value } = variableAt(dollar);
    expanded += value;
    at = end;
    if (expanded.length > maxLength) throw new RangeError(`longer than ${maxLength} characters`);
  }
  expanded += text.slice(at);
  if (expanded.length > maxLength) throw new RangeError(`longer than ${maxLength} characters`);
  return expanded;

  function variableAt(dollar: number): { end: number; value: string } {
    start.lastIndex = dollar;
    const [whole = '$', bare, braced = '', operator] = start.exec(text) ?? [];
    const after = dollar + whole.length;
    if (bare !== undefined) return { end: after, value: known.get(bare) ?? whole };
    // Searched once, so that many unclosed braces do not repeat the search.
    lastBrace ??= text.lastIndexOf('}');
    const isClosed = braced !== '' && after <= lastBrace && (operator !== undefined || text[after] === '}');
    if (!isClosed) return { end: dollar + 1, value: '$' };
    const brace = text.indexOf('}', after);
    const otherwise = operator === undefined ? text.slice(dollar, brace + 1) : text.slice(after, brace);
    return { end: brace + 1, value: known.get(braced) ?? otherwise };
  }
}
