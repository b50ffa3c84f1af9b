import { poisonMark } from './poison-mark.ts';

/** Preloaded into a process, it crashes the process when that decodes a poisoned text. */
const parse = JSON.parse;
JSON.parse = (text, reviver) => {
  if (String(text).includes(poisonMark)) process.kill(process.pid, 'SIGKILL');
  return parse(text, reviver);
};
