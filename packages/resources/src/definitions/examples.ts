/** Values that the examples share. */
export const accountExample = { id: 21_031_067, login: 'octocat' };
export const timeExample = '2026-03-01T12:00:00.000Z';
export const shaExample = '6dcb09b5b57875f334f61aebed695e2e4193db5e';
export const parentExample = '762941318ee16e59dabbacb1b4049eec22f0d303';
