import type { EncryptionKey, EncryptionKeys } from './encryption-key.ts';

/** The keys of a ring, as they are now. */
export interface KeySource extends Disposable {
  current(): EncryptionKey;
  /** The key of an id; one that is not known may have come since the keys were read. */
  find(id: string): Promise<Buffer | undefined>;
  refresh(): Promise<void>;
}

export interface KeySourceOptions {
  /** Reads the keys anew, the first current. */
  reread(): Promise<readonly EncryptionKey[]>;
  /** Told the ids when the keys are others than before. */
  onChanged(ids: readonly string[]): void;
  /** Told why the keys could not be read; those known before stay. */
  onError(error: unknown): void;
  everyMs?: number;
}

const everyMs = 60_000;
/** Between two looks for an unknown id: anybody can send one. */
const leastMs = 1_000;

/** Keys that stay as they are, or, with `options`, that are read again every minute and where an id is unknown. */
export function createKeySource(keys: EncryptionKeys, options?: KeySourceOptions): KeySource {
  let known = keys;
  let reading: Promise<void> | null = null;
  let readAt = -leastMs;

  async function read({ reread, onChanged }: KeySourceOptions): Promise<void> {
    readAt = performance.now();
    const [current, ...others] = await reread();
    if (current === undefined) throw new Error('the source of the encryption keys names none');
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
      if (reading === null && performance.now() - readAt < leastMs) return undefined;
      await refresh().catch(options.onError);
      return lookup(id);
    },
    refresh,
    [Symbol.dispose]: () => clearInterval(timer),
  };
}
