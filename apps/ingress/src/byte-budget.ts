/** The bytes of the budget that one body holds. Disposing frees them. */
export interface Claim extends Disposable {
  /**
   * Takes more bytes, if necessary from other bodies, which are revoked.
   *
   * @returns false if this body itself would have to be revoked, or its claim has ended; it keeps the bytes that it held.
   */
  grow(bytes: number): boolean;
  /** Marks the body as in use, so that it cannot be revoked. */
  pin(): void;
}

/** `arriving`: not verified yet, possibly from an unknown sender. `waiting`: signed with one of our secrets. */
export type ClaimKind = 'arriving' | 'waiting';

/** Bounds the memory of all bodies, and shares it fairly between their senders. */
export interface ByteBudget {
  /** @param revoke is called at most once, when the bytes are needed for others; they are freed then. */
  claim(kind: ClaimKind, sender: string, revoke: () => void): Claim;
  heldBytes(): number;
}

/** Unverified bodies cannot take more than the rest from verified deliveries. */
const waitingShare = 0.75;

interface Holding {
  bytes: number;
  /** When it started to arrive, or to wait, by the process's clock in milliseconds. */
  since: number;
  isPinned: boolean;
  revoke(): void;
}

/** The bodies of one sender. */
interface Share {
  bytes: number;
  holdings: Set<Holding>;
}

/**
 * Counts the bytes that have arrived, not the announced length, which is not trusted. If more arrive than
 * fit, the sender that holds the most bytes loses its largest body, so that neither many connections nor
 * large bodies of one sender block the deliveries of others, nor its own small ones. Verified bodies are
 * revoked only while they hold more than three quarters of the budget.
 */
export function createByteBudget({ maxBytes }: { maxBytes: number }): ByteBudget {
  const kinds = {
    arriving: { bytes: 0, shares: new Map<string, Share>() },
    waiting: { bytes: 0, shares: new Map<string, Share>() },
  };
  const heldBytes = () => kinds.arriving.bytes + kinds.waiting.bytes;
  const findVictim = () =>
    heaviestOf(kinds[kinds.waiting.bytes > waitingShare * maxBytes ? 'waiting' : 'arriving'].shares);

  return {
    heldBytes,
    claim(kind, sender, revoke) {
      const { shares } = kinds[kind];
      const share = shares.get(sender) ?? { bytes: 0, holdings: new Set() };
      shares.set(sender, share);
      const count = (bytes: number) => {
        holding.bytes += bytes;
        share.bytes += bytes;
        kinds[kind].bytes += bytes;
      };
      const end = () => {
        if (!share.holdings.delete(holding)) return;
        count(-holding.bytes);
        if (share.holdings.size === 0) shares.delete(sender);
      };
      const holding: Holding = {
        bytes: 0,
        since: performance.now(),
        isPinned: false,
        revoke() {
          end();
          revoke();
        },
      };
      share.holdings.add(holding);
      return {
        grow(bytes) {
          if (!share.holdings.has(holding)) return false;
          count(bytes);
          while (heldBytes() > maxBytes) {
            const victim = findVictim();
            if (victim === undefined || victim === holding) {
              count(-bytes);
              return false;
            }
            victim.revoke();
          }
          return true;
        },
        pin() {
          holding.isPinned = true;
        },
        [Symbol.dispose]: end,
      };
    },
  };
}

/**
 * The largest revocable body of the sender that holds the most bytes. Each second that a body takes adds its
 * bytes once more: a body that is sent slowly on purpose is revoked before one that arrives normally.
 */
function heaviestOf(shares: ReadonlyMap<string, Share>): Holding | undefined {
  const now = performance.now();
  const weightOf = ({ bytes, since }: Holding) => bytes * (1 + (now - since) / 1_000);
  const bySize = [...shares.values()].sort((one, other) => other.bytes - one.bytes);
  for (const { holdings } of bySize) {
    const revocable = [...holdings].filter(({ bytes, isPinned }) => bytes > 0 && !isPinned);
    const [first, ...others] = revocable;
    if (first === undefined) continue;
    return others.reduce((one, other) => (weightOf(other) > weightOf(one) ? other : one), first);
  }
  return undefined;
}
