import { fork, type Serializable } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { UnreadableFileError } from '../unreadable-file-error.ts';
import { type ParsedFile, type ParserRequest, parsedFile } from './parsed-file.ts';
import { ParserUnavailableError } from './parser-unavailable-error.ts';

/** A process that parses one file after the other. Disposing kills it, whatever it does. */
export interface Parser extends Disposable {
  /** Whether it takes another file. */
  isAlive(): boolean;
  /** @throws UnreadableFileError where the file takes longer than `deadlineMs`, or more memory than there is. */
  parse(request: ParserRequest, deadlineMs: number): Promise<ParsedFile>;
}

const entry = fileURLToPath(new URL('./parser-process.ts', import.meta.url));
const startsWithinMs = 30_000;

/**
 * Starts a process for parsing. It is not a thread, because Node aborts all of a process where a thread's heap reaches
 * its limit within one allocation. It gets no environment, and so none of our secrets.
 *
 * @param heapMegabytes how large its heap may become.
 * @throws ParserUnavailableError where it does not start.
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
          // Where this process was busy, the answer may have arrived in time and not been read.
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
        () => new UnreadableFileError('parsing it ended the process, as too little memory does'),
      );
      child.send({ ...request });
      return parsedFile.parse(await answer);
    },
    [Symbol.dispose]: () => void child.kill('SIGKILL'),
  };
  try {
    const unavailable = () => new ParserUnavailableError('the process for parsing did not start');
    await receive(startsWithinMs, unavailable, unavailable);
    return parser;
  } catch (error) {
    parser[Symbol.dispose]();
    throw error;
  }
}
