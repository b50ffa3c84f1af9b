import type { Logger } from '@hubtwin/telemetry';

/** Logs refusals, of which unknown senders can cause any number. Disposing logs the counted ones. */
export interface RefusalLog extends Disposable {
  /** @param reason one of a few values; each has its own lines. */
  record(reason: string, details: { address: string; error?: unknown }): void;
}

interface Count {
  refusals: number;
  address: string;
}

/** The first refusal for a reason is logged at once; those of the following minute are one line with their number. */
export function createRefusalLog(logger: Logger, intervalMs = 60_000): RefusalLog {
  const counts = new Map<string, Count>();

  const write = (reason: string, { refusals, address }: Count) => {
    logger.warn({ reason, refusals, address }, 'deliveries refused');
  };
  const endInterval = (reason: string) => {
    const count = counts.get(reason);
    counts.delete(reason);
    if (count === undefined || count.refusals === 0) return;
    write(reason, count);
    begin(reason, count.address);
  };
  const begin = (reason: string, address: string) => {
    counts.set(reason, { refusals: 0, address });
    setTimeout(endInterval, intervalMs, reason).unref();
  };
  return {
    record(reason, { address, error }) {
      const count = counts.get(reason);
      if (count === undefined) {
        const line = { reason, refusals: 1, address };
        if (error === undefined) logger.warn(line, 'deliveries refused');
        else logger.error({ ...line, err: error }, 'deliveries refused');
        begin(reason, address);
        return;
      }
      count.refusals += 1;
      count.address = address;
    },
    [Symbol.dispose]() {
      for (const [reason, count] of counts) if (count.refusals > 0) write(reason, count);
      counts.clear();
    },
  };
}
