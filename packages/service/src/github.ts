export { openGitHub } from './wiring/open-github.ts';
export { openWorker, type WorkerResources } from './wiring/open-worker.ts';
