import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Deployment } from 'kubernetes-models/apps/v1';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2';
import { Job } from 'kubernetes-models/batch/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { ConfigMap, Service } from 'kubernetes-models/v1';
import { afterAll, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { documentedProcesses, inRepository, knownVariables, readText } from './repository.ts';

const object = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.object({ name: z.string() }),
});
const { resources } = z
  .looseObject({ resources: z.array(z.string()) })
  .parse(parseAllDocuments(readText('infra/kubernetes/kustomization.yaml'))[0]?.toJS());
const objects = resources.flatMap((name) =>
  parseAllDocuments(readText(`infra/kubernetes/${name}`)).map((document) => object.parse(document.toJS())),
);
const named = (kind: string, name: string) =>
  objects.find((each) => each.kind === kind && each.metadata.name === name);

/** Each kind that is used, with the module of its type. */
const kinds = {
  Deployment: { model: Deployment, module: 'apps/v1' },
  Job: { model: Job, module: 'batch/v1' },
  HorizontalPodAutoscaler: { model: HorizontalPodAutoscaler, module: 'autoscaling/v2' },
  PodDisruptionBudget: { model: PodDisruptionBudget, module: 'policy/v1' },
  Service: { model: Service, module: 'v1' },
  ConfigMap: { model: ConfigMap, module: 'v1' },
};
const isKnown = (kind: string): kind is keyof typeof kinds => kind in kinds;

const scratch = inRepository('infra/node_modules/.kubernetes-test');
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test('every manifest is valid by the schema of its kind, and has no field that is none', () => {
  const imports = Object.entries(kinds).map(
    ([kind, { module }]) => `import type { I${kind} } from 'kubernetes-models/${module}';`,
  );
  const values = objects.map((manifest, place) => {
    const { kind } = manifest;
    if (!isKnown(kind)) throw new Error(`no schema of ${kind}`);
    const { model } = kinds[kind];
    new model(JSON.parse(JSON.stringify(manifest))).validate();
    // The schemas allow unknown fields, in which misspelled ones hide; the types do not.
    return `export const value${place}: I${kind} = ${JSON.stringify(manifest, null, 1)};`;
  });
  mkdirSync(scratch, { recursive: true });
  writeFileSync(join(scratch, 'manifests.ts'), [...imports, ...values].join('\n'));
  const options = {
    strict: true,
    noEmit: true,
    module: 'nodenext',
    target: 'esnext',
    skipLibCheck: true,
    types: [],
  };
  writeFileSync(
    join(scratch, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: options, include: ['manifests.ts'] }),
  );
  const tsc = inRepository('node_modules/.bin/tsc');
  expect(() => execFileSync(tsc, ['--project', scratch], { encoding: 'utf8' })).not.toThrow();
});

const podSpec = z.object({
  spec: z.object({
    template: z.object({
      spec: z.looseObject({
        securityContext: z.looseObject({ runAsNonRoot: z.literal(true) }),
        containers: z.array(
          z.looseObject({
            args: z.array(z.string()),
            envFrom: z.array(z.looseObject({})),
            env: z.undefined().optional(),
            livenessProbe: z.looseObject({}).optional(),
          }),
        ),
      }),
    }),
  }),
});

test('every process of the documentation is deployed, with probes and a disruption budget; nothing runs as root', () => {
  for (const [name, script] of documentedProcesses) {
    const [container] = podSpec.parse(named('Deployment', name)).spec.template.spec.containers;
    expect(container?.args, name).toContain(script);
    expect(container?.livenessProbe, name).toBeDefined();
    expect(named('PodDisruptionBudget', name), name).toBeDefined();
  }
  expect(podSpec.parse(named('Job', 'migrate')).spec.template.spec.containers[0]?.args).toContain('migrate');
});

test('workers scale by the depth of queues that exist, by a metric that is told', () => {
  const selector = z.object({ queue: z.string(), state: z.string() });
  const metric = z.object({
    external: z.object({
      metric: z.object({ name: z.literal('queue_jobs'), selector: z.object({ matchLabels: selector }) }),
    }),
  });
  const autoscaler = z.object({ spec: z.looseObject({ metrics: z.array(metric) }) });
  const queues = ['sync-worker', 'import-worker'].flatMap((name) =>
    autoscaler
      .parse(named('HorizontalPodAutoscaler', name))
      .spec.metrics.map(({ external }) => external.metric.selector.matchLabels.queue),
  );
  expect(new Set(queues)).toEqual(new Set(['deliveries', 'sync', 'import']));
});

test('a variable is one that Hubtwin knows, and no manifest has a secret', () => {
  const { data } = z.object({ data: z.record(z.string(), z.string()) }).parse(named('ConfigMap', 'hubtwin'));
  for (const variable of Object.keys(data)) {
    expect(knownVariables).toContain(variable);
    expect(variable).not.toMatch(/(SECRET|TOKEN|KEYS?|PASSWORD)$|_URL$/);
  }
  expect(objects.map(({ kind }) => kind)).not.toContain('Secret');
});
