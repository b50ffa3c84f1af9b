/** Values that the examples share. */
export const observedExample = { synced_at: '2026-03-01T12:00:01.250Z', source: 'webhook' };
export const repositoryRefExample = { id: 186_853_002, full_name: 'octo-org/octo-repo' };
export const accountExample = { id: 21_031_067, login: 'octocat' };
export const timeExample = '2026-03-01T12:00:00.000Z';
export const shaExample = '6dcb09b5b57875f334f61aebed695e2e4193db5e';
