import type { EncryptionKey, EncryptionKeys } from './encryption-key.ts';

/** The current keys of a ring. */
export interface KeySource extends Disposable {
  current(): EncryptionKey;
  /** Finds a key by its id. If it is unknown, the keys are read again. */
  find(id: string): Promise<Buffer | undefined>;
  refresh(): Promise<void>;
}

export interface KeySourceOptions {
  /** Reads the keys again, the current one first. */
  reread(): Promise<readonly EncryptionKey[]>;
  /** Called with the ids when the keys have changed. */
  onChanged(ids: readonly string[]): void;
  /** Called with the error when the keys could not be read; the known keys are kept. */
  onError(error: unknown): void;
  everyMs?: number;
}

const everyMs = 60_000;
/** Minimum interval of reads for unknown ids, because untrusted input may contain them. */
const minMs = 1_000;

/** Keys that never change, or, with `options`, that are read again every minute and for an unknown id. */
export function createKeySource(keys: EncryptionKeys, options?: KeySourceOptions): KeySource {
  let known = keys;
  let reading: Promise<void> | null = null;
  let readAt = -minMs;

  async function read({ reread, onChanged }: KeySourceOptions): Promise<void> {
    readAt = performance.now();
    const [current, ...others] = await reread();
    if (current === undefined) throw new Error('the source of the encryption keys contains none');
    const ids = [current, ...others].map(({ id }) => id);
    const isSame = JSON.stringify(ids) === JSON.stringify(known.map(({ id }) => id));
    known = [current, ...others];
    if (!isSame) onChanged(ids);
  }

  async function refresh(): Promise<void> {
    if (options === undefined) return;
    reading ??= read(options).finally(() => {
      reading = null;
    });
    await reading;
  }

  const lookup = (id: string) => known.find((each) => each.id === id)?.key;
  const timer =
    options === undefined
      ? undefined
      : setInterval(() => refresh().catch(options.onError), options.everyMs ?? everyMs).unref();

  return {
    current: () => known[0],
    async find(id) {
      const key = lookup(id);
      if (key !== undefined || options === undefined) return key;
      if (reading === null && performance.now() - readAt < minMs) return undefined;
      await refresh().catch(options.onError);
      return lookup(id);
    },
    refresh,
    [Symbol.dispose]: () => clearInterval(timer),
  };
}
