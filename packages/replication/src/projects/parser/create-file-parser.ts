import { UnreadableFileError } from '../unreadable-file-error.ts';
import type { ParsedFile, ParserRequest } from './parsed-file.ts';
import { ParserUnavailableError } from './parser-unavailable-error.ts';
import { type Parser, startParser } from './start-parser.ts';

/** Parses files that anybody may have written, where they cannot hold up this process. */
export interface FileParser extends Disposable {
  /**
   * A file that takes longer than the deadline has that as its error, as one that is not of its form.
   *
   * @throws ParserUnavailableError
   */
  parse(request: ParserRequest): Promise<ParsedFile>;
}

interface ParserLimits {
  /** For one file. */
  deadlineMs?: number;
  /** Of the process; a file of the greatest size needs less than half of the default. */
  heapMegabytes?: number;
}

/** More than all jobs of a process read at a time. */
const mostWaiting = 100;

/**
 * A parser in a process of its own, which is started for the first file, used for all, and replaced where one ends it.
 * Files are parsed one after the other.
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
      return { sections: [], dependencies: [], error: String(error) };
    }
  }

  function end(): void {
    parser?.[Symbol.dispose]();
    parser = null;
  }

  return {
    async parse(request) {
      if (waiting >= mostWaiting) throw new ParserUnavailableError(`${waiting} files wait for the parser`);
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
