import { expect, test } from 'vitest';
import { interpretDelivery } from '../interpret-delivery.ts';
import { boundClaims } from './bound-claims.ts';

const account = (id: number, login: string) => ({ id, node_id: 'x', login, type: 'Organization' });
const rocket = { id: 1, name: 'rocket', full_name: 'acme/rocket', owner: account(900, 'acme') };
const issue = { id: 5, number: 1, title: 'Slow', state: 'open', updated_at: '2026-01-01T00:00:00Z' };
const ofRepository = { configId: 3, repositoryId: 1, target: 'acme/rocket', ownerId: null };
const ofOrganization = { configId: 4, repositoryId: null, target: 'Acme', ownerId: null };
const byId = { ...ofOrganization, ownerId: 900 };
const fetched = { ownerId: 900, ownerLogin: 'acme' };

function said(payload: object, event = 'issues') {
  const receivedAt = new Date('2026-01-02T00:00:00Z');
  return interpretDelivery({ event, payload: { action: 'opened', ...payload }, receivedAt });
}
const names = ({ observations }: ReturnType<typeof said>) =>
  observations.map(({ resource }) => resource.name);

test('a delivery of a hook is applied to its own repository, and only adds accounts that are unknown', () => {
  const bounded = boundClaims(said({ issue, repository: rocket }), ofRepository, fetched);
  expect(names(bounded)).toEqual(expect.arrayContaining(['issues', 'repositories', 'accounts']));
  const clocks = bounded.observations.filter(({ resource }) => resource.name === 'accounts');
  expect(new Set(clocks.map(({ clock }) => clock))).toEqual(new Set(['']));
});

test.each([
  ['another repository', ofRepository, { ...rocket, id: 2 }, fetched],
  ['no repository', ofRepository, undefined, undefined],
  ['a repository of another organisation', ofOrganization, rocket, { ownerId: 1, ownerLogin: 'umbrella' }],
  [
    'an unknown repository of another organisation',
    ofOrganization,
    { ...rocket, owner: account(1, 'umbrella') },
    undefined,
  ],
  ['an unknown repository without an owner', ofOrganization, { ...rocket, owner: undefined }, undefined],
  [
    'a repository of another organisation that it calls its own',
    ofOrganization,
    { ...rocket, owner: account(900, 'acme') },
    { ownerId: 1, ownerLogin: 'umbrella' },
  ],
])('a delivery about %s is rejected', (_, owner, repository, known) => {
  expect(() => boundClaims(said({ issue, repository }), owner, known)).toThrow(/is valid for/);
});

test('of a repository that was never fetched nothing is applied, and it must be requested', () => {
  const bounded = boundClaims(said({ issue, repository: rocket }), ofOrganization, undefined);
  expect(bounded).toMatchObject({ isUnknown: true, observations: [], repositoryId: 1 });
});

test('an organisation is identified by its id, after a rename and if another one has its old login', () => {
  const delivery = said({ issue, repository: { ...rocket, owner: account(900, 'acme-2') } });
  expect(names(boundClaims(delivery, byId, { ownerId: 900, ownerLogin: 'acme-2' }))).toContain('issues');
  expect(() => boundClaims(delivery, byId, { ownerId: 901, ownerLogin: 'acme' })).toThrow(/is valid for/);
});

test('objects of the App are dropped, and no installation is linked', () => {
  const installation = { id: 7, account: account(900, 'acme'), app_id: 1 };
  const payload = { action: 'deleted', installation, repositories: [] };
  expect(names(boundClaims(said(payload, 'installation'), ofOrganization, undefined))).not.toContain(
    'installations',
  );
  const about = boundClaims(said({ issue, repository: rocket, installation }), ofRepository, fetched);
  expect(about.installationId).toBeNull();
});

test('objects of an organisation are applied from its own hook alone, by its id', () => {
  const organization = { id: 900, login: 'acme', node_id: 'O' };
  const team = { id: 5, name: 'Core', slug: 'core' };
  const claim = said({ action: 'edited', team, organization }, 'team');
  expect(names(boundClaims(claim, byId, undefined))).toContain('teams');
  expect(names(boundClaims(claim, { ...byId, ownerId: 901 }, undefined))).not.toContain('teams');
  // The login in a payload proves nothing.
  expect(names(boundClaims(claim, ofOrganization, undefined))).not.toContain('teams');
  const beside = said({ action: 'edited', team, organization, repository: rocket }, 'team');
  expect(names(boundClaims(beside, ofRepository, fetched))).not.toContain('teams');
  expect(() => boundClaims(claim, ofRepository, fetched)).toThrow(/is valid for/);
});
