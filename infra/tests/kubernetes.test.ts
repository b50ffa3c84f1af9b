import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Deployment } from 'kubernetes-models/apps/v1';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2';
import { Job } from 'kubernetes-models/batch/v1';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { ConfigMap, Service } from 'kubernetes-models/v1';
import { afterAll, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { besideHeap, configurationOf, heapOf, secretVariables } from './configuration-of.ts';
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
  NetworkPolicy: { model: NetworkPolicy, module: 'networking.k8s.io/v1' },
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

const secretOf = z.object({ name: z.string(), key: z.string() }).loose();
const podSpec = z.object({
  spec: z.object({
    template: z.object({
      spec: z.looseObject({
        volumes: z.undefined().optional(),
        initContainers: z.undefined().optional(),
        containers: z.tuple([
          z.looseObject({
            image: z.string(),
            args: z.array(z.string()),
            envFrom: z.array(z.looseObject({})),
            env: z.array(z.object({ name: z.string(), valueFrom: z.object({ secretKeyRef: secretOf }) })),
            resources: z.object({
              requests: z.record(z.string(), z.string()),
              limits: z.object({ memory: z.string().regex(/^\d+Mi$/) }),
            }),
            livenessProbe: z.looseObject({}).optional(),
          }),
        ]),
      }),
    }),
  }),
});

/** Each pod that is run, by the name of its component. */
const pods = objects
  .filter(({ kind }) => kind === 'Deployment' || kind === 'Job')
  .map((each) => {
    const pod = podSpec.parse(each).spec.template.spec;
    return [each.metadata.name, { pod, container: pod.containers[0] }] as const;
  });

test('what runs is run by a Deployment or a Job', () => {
  const others = objects
    .map(({ kind }) => kind)
    .filter((kind) => /^(Pod|StatefulSet|DaemonSet|CronJob)$/.test(kind));
  expect(others).toEqual([]);
  expect(pods.length).toBeGreaterThan(5);
});

test.each(pods)('%s has minimal privileges', (_, { pod, container }) => {
  expect(pod).toMatchObject({
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  });
  expect(container).toMatchObject({
    image: 'hubtwin',
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
  });
  for (const name of ['hostNetwork', 'hostPID', 'hostIPC', 'serviceAccountName'])
    expect(pod).not.toHaveProperty(name);
  for (const name of ['privileged', 'capabilities.add'])
    expect(container.securityContext).not.toHaveProperty(name);
  expect(container.resources.requests.memory).toBeDefined();
});

test.each(pods)("%s has room for more than Node's heap, which is bounded", (_, { container }) => {
  const heap = heapOf(container.args);
  expect(heap).toBeGreaterThan(0);
  expect(Number.parseInt(container.resources.limits.memory, 10)).toBeGreaterThanOrEqual(heap + besideHeap);
});

test.each(pods)('%s gets only the secrets that it reads, from its own Secret', (name, { container }) => {
  const { variables, secrets } = configurationOf(container.args);
  expect(container.envFrom).toEqual([{ configMapRef: { name: 'hubtwin' } }]);
  for (const { name: variable, valueFrom } of container.env) {
    expect(valueFrom.secretKeyRef).toMatchObject({ name: `hubtwin-${name}`, key: variable });
    expect(variables).toContain(variable);
  }
  const given = container.env.map(({ name: variable }) => variable);
  expect(new Set(given.filter((variable) => secretVariables.includes(variable)))).toEqual(secrets);
});

test('the image has a fixed version', () => {
  const { images } = z
    .looseObject({ images: z.array(z.object({ name: z.literal('hubtwin'), newTag: z.string() })) })
    .parse(parseAllDocuments(readText('infra/kubernetes/kustomization.yaml'))[0]?.toJS());
  expect(images).toHaveLength(1);
  expect(images[0]?.newTag).not.toBe('latest');
});

const selector = z.strictObject({
  matchLabels: z.record(z.string(), z.string()).default({}),
  matchExpressions: z
    .array(z.strictObject({ key: z.string(), operator: z.literal('In'), values: z.array(z.string()) }))
    .default([]),
});
const peers = z.array(z.looseObject({})).min(1).optional();
const rule = z.array(z.object({ port: z.number(), protocol: z.string() })).min(1);
const policy = z.object({
  spec: z.strictObject({
    podSelector: selector,
    policyTypes: z.array(z.enum(['Ingress', 'Egress'])),
    ingress: z.array(z.strictObject({ from: peers, ports: rule })).default([]),
    egress: z.array(z.strictObject({ to: peers, ports: rule })).default([]),
  }),
});
const policies = objects
  .filter(({ kind }) => kind === 'NetworkPolicy')
  .map((each) => policy.parse(each).spec);

/** The policies that hold for a component; Kustomize gives its pods the other label. */
const policiesOf = (component: string) =>
  policies.filter(({ podSelector: { matchLabels, matchExpressions } }) => {
    const labels = new Map([
      ['app.kubernetes.io/component', component],
      ['app.kubernetes.io/part-of', 'hubtwin'],
    ]);
    return (
      Object.entries(matchLabels).every(([key, value]) => labels.get(key) === value) &&
      matchExpressions.every(({ key, values }) => values.includes(labels.get(key) ?? ''))
    );
  });

const portsOf = (rules: readonly { ports: { port: number }[] }[]) =>
  [...new Set(rules.flatMap(({ ports }) => ports.map(({ port }) => port)))].toSorted((a, b) => a - b);

test.each(pods)(
  '%s reaches and is reached by what its work needs, and nothing else',
  (name, { container }) => {
    const { sections, variables } = configurationOf(container.args);
    const applied = policiesOf(name);
    const isDenied = (type: 'Ingress' | 'Egress') =>
      applied.some(({ policyTypes }) => policyTypes.includes(type));
    expect([isDenied('Ingress'), isDenied('Egress')]).toEqual([true, true]);

    const egress = applied.flatMap((each) => each.egress);
    for (const { to } of egress) expect(to).toBeDefined();
    // The migration only looks whether there is one.
    const usesRedis = variables.has('REDIS_URL') && name !== 'migrate';
    expect(portsOf(egress)).toEqual([
      53,
      ...(sections.has('githubConfig') ? [443] : []),
      5432,
      ...(usesRedis ? [6379] : []),
    ]);

    const ingress = applied.flatMap((each) => each.ingress);
    const fromOutside = ingress.filter(({ from }) => from === undefined);
    expect(portsOf(fromOutside)).toEqual({ ingress: [3000], api: [3001] }[name] ?? []);
    const fromPrometheus = ingress.filter(({ from }) => from !== undefined);
    expect(portsOf(fromPrometheus)).toEqual(name === 'migrate' ? [] : [9464]);
  },
);

test('the policy for GitHub does not allow the cluster or the metadata of the provider', () => {
  const block = z.object({ ipBlock: z.object({ cidr: z.string(), except: z.array(z.string()) }) });
  const toGitHub = policies
    .flatMap(({ egress }) => egress)
    .filter(({ ports }) => ports.some(({ port }) => port === 443));
  const except = toGitHub
    .flatMap(({ to }) => z.array(block).parse(to))
    .flatMap(({ ipBlock }) => ipBlock.except);
  expect(except).toEqual(
    expect.arrayContaining([
      '10.0.0.0/8',
      '169.254.0.0/16',
      '172.16.0.0/12',
      '192.168.0.0/16',
      'fc00::/7',
      'fe80::/10',
    ]),
  );
});

test('every process of the documentation is deployed, with probes and a disruption budget', () => {
  for (const [name, script] of documentedProcesses) {
    const [container] = podSpec.parse(named('Deployment', name)).spec.template.spec.containers;
    expect(container?.args, name).toContain(script);
    expect(container?.livenessProbe, name).toBeDefined();
    expect(named('PodDisruptionBudget', name), name).toBeDefined();
  }
  expect(podSpec.parse(named('Job', 'migrate')).spec.template.spec.containers[0]?.args).toContain('migrate');
});

test('workers scale by the depth of existing queues, by an exported metric', () => {
  const labels = z.object({ queue: z.string(), state: z.string() });
  const metric = z.object({
    external: z.object({
      metric: z.object({ name: z.literal('queue_jobs'), selector: z.object({ matchLabels: labels }) }),
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
  expect(data.TRUST_PROXY).toBeUndefined();
  expect(objects.map(({ kind }) => kind)).not.toContain('Secret');
});
