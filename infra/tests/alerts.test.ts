import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

const findAmtool = () =>
  findProgram({
    names: ['amtool'],
    aptPackage: 'prometheus-alertmanager',
    hint: 'Debian and Ubuntu: prometheus-alertmanager; macOS: alertmanager',
  });
const amtool = (...args: string[]) => execFileSync(findAmtool(), args, { encoding: 'utf8' });

test('Alertmanager takes its configuration', () => {
  const checked = amtool('check-config', inRepository('infra/alertmanager/alertmanager.yml'));
  expect(checked).toContain('1 receivers');
  expect(checked).toContain('1 templates');
});

const receivers = ['email', 'Slack', 'PagerDuty', 'any HTTP server'];

test.each(receivers)(
  'Alertmanager takes the receiver for %s without its comment signs, and its secrets are in files',
  (name) => {
    const folder = mkdtempSync(join(tmpdir(), 'hubtwin-alertmanager-'));
    try {
      cpSync(inRepository('infra/alertmanager'), folder, { recursive: true });
      const [before = '', ...blocks] = readText('infra/alertmanager/alertmanager.yml').split(/^ {4}# --- /m);
      expect(blocks.map((block) => block.split('\n', 1)[0])).toEqual(receivers);
      const [, ...lines] = blocks.find((block) => block.startsWith(`${name}\n`))?.split('\n') ?? [];
      const block = lines.map((line) => line.replace(/^ {4}# /, '    ')).join('\n');
      expect(block).toMatch(/_file: secrets\/[a-z-]+\b/);
      expect(block).toMatch(/send_resolved: true/);
      expect(block).not.toMatch(/(password|key|api_url|credentials): /);
      const file = join(folder, 'alertmanager.yml');
      writeFileSync(file, `${before}${block}\n`);
      expect(amtool('check-config', file)).toContain('SUCCESS');
      expect(readText('.gitignore')).toContain('infra/alertmanager/secrets/');
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);

test('a message names the alert, what is wrong and the runbook', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hubtwin-alertmanager-'));
  try {
    const data = join(folder, 'alert.json');
    const annotations = { summary: 'no ingress answers', runbook_url: 'docs/operations.md#ingressdown' };
    const alert = {
      status: 'firing',
      labels: { severity: 'critical' },
      annotations,
      startsAt: '2026-03-01T12:00:00Z',
    };
    const alerts = { status: 'firing', groupLabels: { alertname: 'IngressDown' }, alerts: [alert] };
    writeFileSync(data, JSON.stringify(alerts));
    const files = [
      '--template.glob',
      inRepository('infra/alertmanager/templates/*.tmpl'),
      '--template.data',
      data,
    ];
    const render = (name: string) =>
      amtool('template', 'render', ...files, '--template.text', `{{ template "hubtwin.${name}" . }}`).trim();
    expect(render('title')).toBe('[FIRING: 1] IngressDown');
    expect(render('text')).toBe(
      'critical: no ingress answers\nsince 2026-03-01 12:00:00 UTC, runbook: docs/operations.md#ingressdown',
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('each alert has a section in the operations manual', () => {
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
