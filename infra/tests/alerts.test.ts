import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { findProgram } from '@hubtwin/test-kit';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { dashboards } from '../grafana/src/dashboards.ts';
import { inRepository, readText } from './repository.ts';
import { findPrometheus, prometheusFolder } from './start-prometheus.ts';

const { groups } = z
  .object({
    groups: z.array(
      z.object({
        rules: z.array(
          z.object({
            alert: z.string(),
            labels: z.object({ severity: z.enum(['warning', 'critical']) }),
            annotations: z.object({ summary: z.string(), runbook_url: z.string() }),
          }),
        ),
      }),
    ),
  })
  .parse(parse(readText('infra/prometheus/alerts.yml')));
const alerts = groups.flatMap(({ rules }) => rules);

test('Prometheus takes the configuration and the rules, and each alert fires by its cause alone', () => {
  const promtool = findPrometheus('promtool');
  const run = (...args: string[]) =>
    execFileSync(promtool, args, { cwd: prometheusFolder, encoding: 'utf8', stdio: 'pipe' });
  run('check', 'rules', 'alerts.yml');
  run('check', 'config', 'prometheus.yml');
  run('test', 'rules', 'alerts.test.yml');
  const simulated = readText('infra/prometheus/alerts.test.yml');
  for (const { alert } of alerts)
    expect(simulated).toMatch(new RegExp(`alertname="${alert}"[^\\n]*(\\n +)?value: [1-9]`));
});

test('Alertmanager takes its configuration', () => {
  const amtool = findProgram({
    names: ['amtool'],
    aptPackage: 'prometheus-alertmanager',
    hint: 'Debian and Ubuntu: prometheus-alertmanager; macOS: alertmanager',
  });
  const file = inRepository('infra/alertmanager/alertmanager.yml');
  expect(execFileSync(amtool, ['check-config', file], { encoding: 'utf8' })).toContain('1 receivers');
});

test('each alert has a section of the operations manual that says what to do', () => {
  const manual = readText('docs/operations.md');
  for (const { alert, annotations } of alerts) {
    expect(annotations.runbook_url).toBe(`docs/operations.md#${alert.toLowerCase()}`);
    expect(manual).toMatch(new RegExp(`^### ${alert}\\n`, 'm'));
  }
});

test('the dashboards are as their sources say: npm run generate in infra makes them', () => {
  expect(readdirSync(inRepository('infra/grafana/dashboards')).sort()).toEqual([...dashboards.keys()].sort());
  for (const [name, text] of dashboards)
    expect(readText(`infra/grafana/dashboards/${name}`), name).toBe(text);
});
