import type { JsonObject } from '@hubtwin/resources';
import { expect } from 'vitest';
import { interpretDelivery } from '../src/interpret-delivery.ts';
import { openTwinRows, type Rows } from './twin-rows.ts';

/** GitHub's time after so many seconds. */
export const at = (seconds: number) =>
  new Date(1_767_225_600_000 + seconds * 1_000).toISOString().replace('.000', '');

export interface Delivery {
  event: string;
  payload: JsonObject;
  receivedAt: Date;
}

/** A delivery of an event after so many seconds; it arrives half a second later. */
export const delivery = (event: string, second: number, payload: JsonObject): Delivery => ({
  event,
  payload: { repository: repository(second), ...payload },
  receivedAt: new Date(Date.parse(at(second)) + 500),
});

export const repository = (second: number, changes: JsonObject = {}) => ({
  id: 7,
  name: 'twin',
  full_name: 'acme/twin',
  owner: { id: 1, login: 'acme', type: 'Organization' },
  private: false,
  created_at: at(0),
  updated_at: at(second),
  pushed_at: at(second),
  ...changes,
});

export interface Histories extends AsyncDisposable {
  /** The rows after applying the deliveries one by one in this order. */
  rowsOf(deliveries: readonly Delivery[]): Promise<Rows>;
  /** The rows after the deliveries in every order of arrival, which must be identical. */
  rowsInAnyOrder(deliveries: readonly Delivery[]): Promise<Rows>;
}

export async function openHistories(): Promise<Histories> {
  const twin = await openTwinRows();
  // As without a configured credential: nothing waits for confirmation by GitHub.
  const rowsOf = (deliveries: readonly Delivery[]) =>
    twin.rowsAfter(
      deliveries.map((arriving) =>
        interpretDelivery(arriving).observations.map((seen) => ({ ...seen, accepted: true })),
      ),
    );
  return {
    rowsOf,
    async rowsInAnyOrder(deliveries) {
      const rows = await rowsOf(deliveries);
      for (const order of permutations(deliveries)) expect(await rowsOf(order)).toEqual(rows);
      return rows;
    },
    [Symbol.asyncDispose]: () => twin[Symbol.asyncDispose](),
  };
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, n) => permutations(items.toSpliced(n, 1)).map((rest) => [item, ...rest]));
}
