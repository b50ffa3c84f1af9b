export { isManifest } from './manifests/parse-manifest.ts';
export { createFileParser, type FileParser } from './parser/create-file-parser.ts';
export { type ProcessingOutcome, processProject } from './process-project.ts';
export { type BranchPush, readPush } from './read-push.ts';
export { touchesProject } from './touches-project.ts';
export { isPattern } from './watched-paths.ts';
