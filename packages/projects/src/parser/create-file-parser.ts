import { UnreadableFileError } from '../unreadable-file-error.ts';
import { type ParsedFile, type ParserRequest, unreadable } from './parsed-file.ts';
import { ParserUnavailableError } from './parser-unavailable-error.ts';
import { type Parser, startParser } from './start-parser.ts';

/** Parses untrusted files without blocking this process. */
export interface FileParser extends Disposable {
  /** A file that exceeds the deadline has that as its error, like an invalid one. @throws ParserUnavailableError */
  parse(request: ParserRequest): Promise<ParsedFile>;
}

interface ParserLimits {
  /** Per file. */
  deadlineMs?: number;
  /** Of the process; a file of the maximum size needs less than half of the default. */
  heapMegabytes?: number;
}

/** More than the concurrent jobs of one process read. */
const maxWaiting = 100;

/**
 * Creates a parser in a separate process, which is started for the first file, reused, and replaced if a file
 * terminates it. Files are parsed one at a time.
 */
export function createFileParser({ deadlineMs = 1_000, heapMegabytes = 256 }: ParserLimits = {}): FileParser {
  let parser: Parser | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let isClosed = false;

  async function parseNow(request: ParserRequest): Promise<ParsedFile> {
    if (isClosed) throw new ParserUnavailableError('the parser is closed');
    if (parser?.isAlive() !== true) parser = await startParser(heapMegabytes);
    try {
      return await parser.parse(request, deadlineMs);
    } catch (error) {
      end();
      if (!(error instanceof UnreadableFileError)) throw error;
      return unreadable(String(error));
    }
  }

  function end(): void {
    parser?.[Symbol.dispose]();
    parser = null;
  }

  return {
    async parse(request) {
      if (waiting >= maxWaiting) throw new ParserUnavailableError(`${waiting} files wait for the parser`);
      waiting += 1;
      const parsed = last.then(() => parseNow(request));
      last = parsed.catch(() => {});
      try {
        return await parsed;
      } finally {
        waiting -= 1;
      }
    },
    [Symbol.dispose]() {
      isClosed = true;
      end();
    },
  };
}
