/** The parser cannot take a file now; another attempt may succeed. */
export class ParserUnavailableError extends Error {
  override readonly name = 'ParserUnavailableError';
  readonly code = 'parser_unavailable';
}
