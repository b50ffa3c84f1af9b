/** The parser cannot accept a file now; a retry may succeed. */
export class ParserUnavailableError extends Error {
  override readonly name = 'ParserUnavailableError';
  readonly code = 'parser_unavailable';
}
