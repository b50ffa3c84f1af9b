/** Shows the progress of a command. */
export interface Progress {
  show(done: number, total: number, text: string): void;
  /** Keeps the last output, and starts a new line. */
  end(): void;
}

interface Output {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

const width = 30;
const clearToEnd = '\u001b[K';
/** Without a terminal, a line for each tenth, and one after this time. */
const lineEveryMs = 10_000;

/** A bar on a terminal; otherwise, as in the log of a script, a line from time to time. */
export function createProgress(output: Output = process.stdout, now: () => number = Date.now): Progress {
  let saidAt = Number.NEGATIVE_INFINITY;
  let saidTenth = -1;
  let said = '';
  let isOpen = false;
  return {
    show(done, total, text) {
      const share = total === 0 ? 0 : Math.min(1, done / total);
      if (output.isTTY === true) {
        const bar = '█'.repeat(Math.round(share * width)).padEnd(width, '░');
        output.write(`\r${`${bar} ${text}`.slice(0, (output.columns ?? 120) - 1)}${clearToEnd}`);
        isOpen = true;
        return;
      }
      const tenth = Math.floor(share * 10);
      if (text === said || (tenth === saidTenth && now() - saidAt < lineEveryMs)) return;
      output.write(`${Math.floor(share * 100)} %, ${text}\n`);
      saidAt = now();
      saidTenth = tenth;
      said = text;
    },
    end() {
      if (isOpen) output.write('\n');
      isOpen = false;
    },
  };
}
