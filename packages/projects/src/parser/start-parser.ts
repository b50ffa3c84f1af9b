import { fork, type Serializable } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { UnreadableFileError } from '../unreadable-file-error.ts';
import { type ParsedFile, type ParserRequest, parsedFile } from './parsed-file.ts';
import { ParserUnavailableError } from './parser-unavailable-error.ts';

/** A process that parses one file at a time. Disposing kills it. */
export interface Parser extends Disposable {
  /** Whether it accepts another file. */
  isAlive(): boolean;
  /** @throws UnreadableFileError if the file exceeds `deadlineMs`, or the memory of the process. */
  parse(request: ParserRequest, deadlineMs: number): Promise<ParsedFile>;
}

const entry = fileURLToPath(new URL('./parser-process.ts', import.meta.url));
const startsWithinMs = 30_000;

/**
 * Starts a process for parsing. Not a thread, because Node aborts the whole process if one allocation exceeds a
 * thread's heap limit. It has no environment, and so none of our secrets.
 *
 * @param heapMegabytes limit of its heap.
 * @throws ParserUnavailableError if it does not start.
 */
export async function startParser(heapMegabytes: number): Promise<Parser> {
  const child = fork(entry, {
    env: {},
    execArgv: [`--max-old-space-size=${heapMegabytes}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  let isAlive = true;
  child.once('exit', () => {
    isAlive = false;
  });
  child.on('error', () => {
    isAlive = false;
  });

  /** The child's next message. */
  async function receive(withinMs: number, late: () => Error, ended: () => Error): Promise<Serializable> {
    const answered = new AbortController();
    const { signal } = answered;
    try {
      return await Promise.race([
        once(child, 'message', { signal }).then(([message]) => message),
        once(child, 'exit', { signal }).then(() => Promise.reject(ended())),
        delay(withinMs, null, { signal })
          // If this process was busy, the answer may have arrived in time without being read.
          .then(() => nextTurn())
          .then(() => Promise.reject(late())),
      ]);
    } finally {
      answered.abort();
    }
  }

  const parser: Parser = {
    isAlive: () => isAlive,
    async parse(request, deadlineMs) {
      const answer = receive(
        deadlineMs,
        () => new UnreadableFileError(`not parsed within ${deadlineMs} ms`),
        () =>
          new UnreadableFileError(
            'the parser process ended unexpectedly, for example because it ran out of memory',
          ),
      );
      child.send({ ...request });
      return parsedFile.parse(await answer);
    },
    [Symbol.dispose]: () => void child.kill('SIGKILL'),
  };
  try {
    const unavailable = () => new ParserUnavailableError('the parser process did not start');
    await receive(startsWithinMs, unavailable, unavailable);
    return parser;
  } catch (error) {
    parser[Symbol.dispose]();
    throw error;
  }
}
