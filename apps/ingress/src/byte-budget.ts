/** Bytes that one body holds of the budget. Disposing gives them back. */
export interface Claim extends Disposable {
  /**
   * Takes more bytes, where necessary from the bodies of others, which are revoked.
   *
   * @returns false where this body is the one that has to go, or its claim is over; it holds what it held before.
   */
  grow(bytes: number): boolean;
  /** From now on the body is in use, and cannot be revoked. */
  pin(): void;
}

/** `arriving`: not verified yet, so possibly a stranger's. `waiting`: signed with one of our secrets. */
export type ClaimKind = 'arriving' | 'waiting';

/** Bounds the memory of all bodies, and shares it fairly between their senders. */
export interface ByteBudget {
  /** @param revoke is called at most once, when the bytes are needed for others; they are given back then. */
  claim(kind: ClaimKind, sender: string, revoke: () => void): Claim;
  heldBytes(): number;
}

/** Strangers cannot take more from verified deliveries than the rest. */
const waitingShare = 0.75;

interface Holding {
  bytes: number;
  /** When it began to arrive, or to wait, by the process's clock in milliseconds. */
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
 * Counts what has arrived, not what was announced: a length is a claim of a stranger's. Where more arrives than
 * there is room for, the sender that holds most gives up its largest body, so that neither many connections nor
 * large bodies of one sender keep out the deliveries of others, nor its own small ones. What is verified is only
 * given up while it holds more than three quarters of the whole.
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
 * The largest body that may be revoked, of the sender that holds most. Each second that a body takes counts as much
 * again as its bytes: one that is held back on purpose gives way to one that arrives.
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
