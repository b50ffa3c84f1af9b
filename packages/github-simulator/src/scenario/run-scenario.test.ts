import { expect, test } from 'vitest';
import { createSimulator } from '../create-simulator.ts';
import type { Delivery } from '../world/create-world.ts';
import { history } from './history.ts';
import { runScenario } from './run-scenario.ts';

const newSimulator = () => createSimulator({ seed: 8, clock: () => Date.parse('2026-01-05T09:00:00Z') });
const historyDeliveries = [...history(newSimulator())].flat();

test('it starts with the ping and the installation, and sends its history without waiting', async () => {
  const sent: Delivery[] = [];
  const stop = new AbortController();
  await runScenario({
    simulator: newSimulator(),
    deliver: async (delivery) => void sent.push(delivery),
    signal: stop.signal,
    wait: async () => stop.abort(),
  });
  expect(sent.slice(0, historyDeliveries.length)).toEqual(historyDeliveries);
  expect(sent).toHaveLength(historyDeliveries.length + 1);
  expect(sent.slice(0, 2).map(({ event, action }) => [event, action])).toEqual([
    ['ping', null],
    ['installation', 'created'],
  ]);
});

test('afterwards it keeps the given rate', async () => {
  const stop = new AbortController();
  const waits: number[] = [];
  await runScenario({
    simulator: newSimulator(),
    deliver: async () => {},
    eventsPerMinute: 120,
    signal: stop.signal,
    wait: async (ms) => {
      if (waits.push(ms) === 400) stop.abort();
    },
  });
  const mean = waits.reduce((sum, ms) => sum + ms, 0) / waits.length;
  expect(mean).toBeGreaterThan(450);
  expect(mean).toBeLessThan(550);
  expect(new Set(waits).size).toBeGreaterThan(300);
});

test('a repository beyond the limits is deleted, and created again', async () => {
  const sent: Delivery[] = [];
  const stop = new AbortController();
  const endless = Number.POSITIVE_INFINITY;
  await runScenario({
    simulator: newSimulator(),
    deliver: async (delivery) => void sent.push(delivery),
    limits: { closedIssues: endless, releases: endless, completedRuns: endless, pullRequests: 1 },
    signal: stop.signal,
    wait: async () => {
      const last = sent.at(-1);
      if (last?.event === 'repository' && last.action === 'created') stop.abort();
    },
  });
  const kinds = sent.slice(historyDeliveries.length).map(({ event, action }) => `${event} ${action}`);
  expect(kinds).toContain('repository deleted');
  expect(kinds.slice(kinds.indexOf('repository deleted'))).toContain('repository created');
});

test('the signal ends it in the middle of the history', async () => {
  let sent = 0;
  const stop = new AbortController();
  await runScenario({
    simulator: newSimulator(),
    deliver: async () => {
      sent += 1;
      if (sent === 10) stop.abort();
    },
    signal: stop.signal,
  });
  expect(sent).toBe(10);
});

test('a later run does not repeat the history, and returns the deliveries that the signal left undelivered', async () => {
  const sent: Delivery[] = [];
  const dropped: Delivery[] = [];
  const stop = new AbortController();
  const simulator = newSimulator();
  const options = { simulator, drop: (delivery: Delivery) => void dropped.push(delivery) };
  await runScenario({
    ...options,
    deliver: async (delivery) => {
      sent.push(delivery);
      if (sent.length === 10) stop.abort();
    },
    signal: stop.signal,
  });
  expect([...sent, ...dropped].slice(0, historyDeliveries.length)).toEqual(historyDeliveries);

  const later = new AbortController();
  const next: Delivery[] = [];
  await runScenario({
    ...options,
    isContinued: true,
    deliver: async (delivery) => void next.push(delivery),
    signal: later.signal,
    wait: async () => later.abort(),
  });
  expect(next).toHaveLength(1);
  expect(next[0]?.event).not.toBe('ping');
});

test('the signal ends it while it waits', async () => {
  let sent = 0;
  const stop = new AbortController();
  await runScenario({
    simulator: newSimulator(),
    deliver: async () => {
      sent += 1;
      // The first wait, of an hour, starts in the microtask after this delivery.
      if (sent === historyDeliveries.length + 1) setImmediate(() => stop.abort());
    },
    eventsPerMinute: 1 / 60,
    signal: stop.signal,
  });
  expect(sent).toBe(historyDeliveries.length + 1);
});

test('the history spreads over the days before the start, so that its events have an order', () => {
  const updated = historyDeliveries
    .filter(({ event }) => event === 'issues' || event === 'pull_request')
    .map(({ body }) => JSON.parse(body))
    .map(({ issue, pull_request }) => String((issue ?? pull_request).updated_at));
  expect(updated.toSorted()).toEqual(updated);
  expect(new Set(updated).size).toBeGreaterThan(updated.length / 3);
  expect(Date.parse('2026-01-05T09:00:00Z') - Date.parse(updated[0] ?? '')).toBeGreaterThan(2 * 86_400_000);
});
