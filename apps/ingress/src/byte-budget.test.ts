import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type ClaimKind, createByteBudget } from './byte-budget.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

function startBudget(maxBytes = 1_000) {
  const budget = createByteBudget({ maxBytes });
  const claim = (sender: string, bytes: number, kind: ClaimKind = 'arriving') => {
    const revoke = vi.fn();
    const held = budget.claim(kind, sender, revoke);
    return { ...held, revoke, isTaken: held.grow(bytes) };
  };
  return { budget, claim };
}

test('when there is no room, the largest body of the sender that holds most is revoked', () => {
  const { claim, budget } = startBudget();
  const small = claim('flood', 300);
  const large = claim('flood', 400);
  const other = claim('honest', 300);
  expect(claim('honest', 10).isTaken).toBe(true);
  expect([small, large, other].map(({ revoke }) => revoke.mock.calls.length)).toEqual([0, 1, 0]);
  expect(budget.heldBytes()).toBe(610);
});

test('a body that is itself the largest of its sender is refused, and the others stay', () => {
  const { claim, budget } = startBudget();
  const small = claim('flood', 300);
  const other = claim('honest', 300);
  expect(claim('flood', 500).isTaken).toBe(false);
  expect([small, other].map(({ revoke }) => revoke.mock.calls.length)).toEqual([0, 0]);
  expect(budget.heldBytes()).toBe(600);
});

test('a body that is held back on purpose gives way to a larger one that arrives', () => {
  const { claim } = startBudget();
  const heldBack = claim('proxy', 400);
  vi.advanceTimersByTime(2_000);
  expect(claim('proxy', 700).isTaken).toBe(true);
  expect(heldBack.revoke).toHaveBeenCalledOnce();
});

test('strangers do not revoke verified bodies while these hold less than three quarters', () => {
  const { claim } = startBudget();
  const verified = claim('honest', 700, 'waiting');
  expect(claim('flood', 290).isTaken).toBe(true);
  expect(claim('flood', 300).isTaken).toBe(false);
  expect(verified.revoke).not.toHaveBeenCalled();
});

test('verified bodies of one sender that hold nearly all make room for the deliveries of others', () => {
  const { claim } = startBudget();
  const flood = [500, 400].map((bytes) => claim('flood', bytes, 'waiting'));
  const honest = claim('honest', 50, 'waiting');
  expect(claim('another', 100).isTaken).toBe(true);
  expect([...flood, honest].map(({ revoke }) => revoke.mock.calls.length)).toEqual([1, 0, 0]);
});

test('a claim that is over takes nothing more', () => {
  const { budget, claim } = startBudget();
  const over = claim('honest', 100);
  over[Symbol.dispose]();
  expect(over.grow(100)).toBe(false);
  over[Symbol.dispose]();
  expect(budget.heldBytes()).toBe(0);
});

test('a pinned body is not revoked: who comes is refused', () => {
  const { claim } = startBudget();
  const pinned = claim('flood', 900, 'waiting');
  pinned.pin();
  expect(claim('honest', 200).isTaken).toBe(false);
  expect(pinned.revoke).not.toHaveBeenCalled();
});

test('however claims come, grow and end, no more is held than there is, and nothing is left at the end', () => {
  const step = fc.record({
    sender: fc.constantFrom('a', 'b', 'c'),
    kind: fc.constantFrom<ClaimKind>('arriving', 'waiting'),
    bytes: fc.integer({ min: 1, max: 600 }),
    ends: fc.boolean(),
    pins: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const { budget, claim } = startBudget();
      const claims = steps.map(({ sender, kind, bytes, ends, pins }) => {
        const made = claim(sender, bytes, kind);
        expect(budget.heldBytes()).toBeLessThanOrEqual(1_000);
        made.grow(bytes);
        expect(budget.heldBytes()).toBeLessThanOrEqual(1_000);
        if (pins) made.pin();
        if (ends) made[Symbol.dispose]();
        return made;
      });
      for (const made of claims) made[Symbol.dispose]();
      expect(budget.heldBytes()).toBe(0);
    }),
  );
});
