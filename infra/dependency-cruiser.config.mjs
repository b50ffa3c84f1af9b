// The allowed imports: apps import packages only, packages import the packages listed here.
// Adding a line is a design decision; adding a cycle is not possible.
const allowed = {
  json: [],
  config: [],
  telemetry: [],
  secrets: [],
  resources: [],
  contract: ['resources'],
  'postgres-server': [],
  database: ['json', 'resources'],
  queue: ['telemetry'],
  redis: [],
  cache: ['redis'],
  github: ['json', 'redis', 'secrets', 'telemetry'],
  replication: ['cache', 'database', 'github', 'json', 'queue', 'resources', 'secrets'],
  projects: ['database', 'github', 'replication', 'resources'],
  hooks: ['database', 'github', 'replication', 'secrets'],
  service: ['cache', 'config', 'database', 'github', 'queue', 'replication', 'secrets', 'telemetry'],
  'github-simulator': [],
  'test-kit': ['config', 'database', 'postgres-server', 'queue', 'secrets', 'telemetry'],
};

const packageRules = Object.entries(allowed).map(([name, others]) => ({
  name: `package-${name}`,
  comment: `packages/${name} may import only: ${others.join(', ') || 'no other package'}`,
  severity: 'error',
  from: { path: `^packages/${name}/`, pathNot: '\\.test\\.ts$|/(tests|faults)/' },
  to: { path: '^packages/', pathNot: `^packages/(${[name, ...others].join('|')})/` },
}));

export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-app-imports-an-app',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'no-package-imports-an-app',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^apps/' },
    },
    {
      name: 'no-deep-imports',
      comment: 'A package is used through its exports only.',
      severity: 'error',
      from: { path: '^(apps|packages)/([^/]+)/' },
      to: { path: '^packages/([^/]+)/src/.+', pathNot: '^packages/[^/]+/src/[^/]+\\.ts$|^$1/$2/' },
    },
    {
      name: 'no-test-code-in-production',
      severity: 'error',
      from: { pathNot: '\\.test\\.ts$|/(tests|faults)/|^packages/test-kit/|^bench/' },
      to: { path: '\\.test\\.ts$|/(tests|faults)/|^packages/test-kit/' },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      // These contain only types, which the type check resolves.
      to: { couldNotResolve: true, pathNot: '^@octokit/(webhooks-|openapi-|)types$' },
    },
    ...packageRules,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
