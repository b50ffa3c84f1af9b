import type { Observation } from '@hubtwin/database';
import { resources, UnusableDeliveryError } from '@hubtwin/resources';
import { exampleDeliveries } from '@hubtwin/test-kit';
import { expect, test } from 'vitest';
import { checkShape } from './delivery-shape.ts';
import { interpretDelivery } from './interpret-delivery.ts';

test('every documented payload matches its event', () => {
  for (const { event, payload } of exampleDeliveries()) {
    expect(() => checkShape(event, payload), event).not.toThrow();
  }
});

const handled = [...new Set(resources.flatMap(({ events }) => Object.keys(events)))];

test.each(handled)(
  'no documented payload of another event deletes anything, or is accepted completely, as %s',
  (event) => {
    const receivedAt = new Date();
    for (const example of exampleDeliveries().filter((each) => each.event !== event)) {
      // Deliveries to an App contain its installation.
      const payload = { installation: { id: 9, node_id: 'x' }, ...example.payload };
      let observations: Observation[] = [];
      try {
        ({ observations } = interpretDelivery({ event, payload, receivedAt }));
      } catch (error) {
        expect(error).toBeInstanceOf(UnusableDeliveryError);
      }
      const deleted = observations
        .filter(({ isDeleted }) => isDeleted === true)
        .map(({ resource }) => resource.name);
      expect(deleted, `${example.event} as ${event}`).toEqual([]);
    }
  },
);
