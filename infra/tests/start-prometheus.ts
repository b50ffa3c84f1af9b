import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findProgram, freePort, waitFor } from '@hubtwin/test-kit';
import { parse, stringify } from 'yaml';
import { z } from 'zod';

/** Prometheus with the rules of `infra/prometheus`, over what runs here. Disposing ends it. */
export interface TestPrometheus extends AsyncDisposable {
  /** Evaluates an expression as of now. @returns how many series it has. @throws where it is none. */
  query(expression: string): Promise<number>;
}

export const prometheusFolder = fileURLToPath(new URL('../prometheus/', import.meta.url));

/** The configuration, as far as this test replaces something of it. */
const configuration = z.looseObject({ scrape_configs: z.array(z.looseObject({ job_name: z.string() })) });
const answer = z.object({
  status: z.string(),
  error: z.string().optional(),
  data: z.object({ result: z.array(z.unknown()) }).optional(),
});

/** The program of this name, from Debian's package `prometheus` where it is not there. */
export const findPrometheus = (name: 'prometheus' | 'promtool') =>
  findProgram({
    names: [name],
    aptPackage: 'prometheus',
    hint: 'for example: apt-get install prometheus, brew install prometheus',
  });

/**
 * Starts it with our configuration, which finds each service at its port here and scrapes every second.
 *
 * @param ports of the metrics of each job; jobs without one are left out.
 */
export async function startPrometheus(ports: Readonly<Record<string, number>>): Promise<TestPrometheus> {
  const folder = mkdtempSync(join(tmpdir(), 'hubtwin-prometheus-'));
  const config = configuration.parse(parse(readFileSync(join(prometheusFolder, 'prometheus.yml'), 'utf8')));
  const local = {
    ...config,
    global: { scrape_interval: '1s', evaluation_interval: '1s' },
    alerting: {},
    scrape_configs: config.scrape_configs
      .filter(({ job_name }) => ports[job_name] !== undefined)
      .map(({ job_name }) => ({
        job_name,
        static_configs: [{ targets: [`127.0.0.1:${ports[job_name]}`] }],
      })),
  };
  writeFileSync(join(folder, 'prometheus.yml'), stringify(local));
  copyFileSync(join(prometheusFolder, 'alerts.yml'), join(folder, 'alerts.yml'));

  const address = `127.0.0.1:${await freePort()}`;
  const child = spawn(
    findPrometheus('prometheus'),
    [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=${address}`,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let output = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  const exited = once(child, 'exit');
  const isReady = () =>
    fetch(`http://${address}/-/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  await waitFor('Prometheus to be ready', async () => {
    if (child.exitCode !== null) throw new Error(`Prometheus did not start:\n${output}`);
    return isReady();
  });
  return {
    async query(expression) {
      const response = await fetch(`http://${address}/api/v1/query`, {
        method: 'POST',
        body: new URLSearchParams({ query: expression }),
      });
      const { error, data } = answer.parse(await response.json());
      if (data === undefined) throw new Error(`${expression}: ${error}`);
      return data.result.length;
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
