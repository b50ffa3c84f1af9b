#!/usr/bin/env node
// `hubtwin` on the path: a link to this file runs `npm run hubtwin --` from anywhere.
process.argv.splice(2, 0, 'hubtwin');
await import('./run.mjs');
