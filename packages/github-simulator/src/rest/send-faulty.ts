import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './faults.ts';

/**
 * Sends a response with the faults that apply to its request.
 *
 * @returns the status that the client receives; 0 if it receives no complete response.
 */
export async function sendFaulty(
  response: ServerResponse,
  answer: { status: number; headers: Record<string, string>; body: string },
  faults: readonly Fault[],
): Promise<number> {
  const latency = faults.reduce((ms, fault) => ms + (fault.kind === 'latency' ? fault.ms : 0), 0);
  if (latency > 0) await sleep(latency, undefined, { ref: false });
  // The connection stays open without data until the client closes it.
  if (faults.some(({ kind }) => kind === 'timeout')) return 0;
  const broken = faults.find((fault) => fault.kind === 'status');
  if (broken !== undefined) {
    sendBroken(response, broken.status);
    return broken.status;
  }

  const length = { 'content-length': Buffer.byteLength(answer.body) };
  const half = answer.body.slice(0, Math.floor(answer.body.length / 2));
  if (faults.some(({ kind }) => kind === 'reset')) {
    response.writeHead(answer.status, { ...answer.headers, ...length });
    response.write(half, () => response.socket?.resetAndDestroy());
    return 0;
  }
  if (faults.some(({ kind }) => kind === 'truncated')) {
    response
      .writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(half) })
      .end(half);
  } else {
    response.writeHead(answer.status, { ...answer.headers, ...(answer.status !== 304 && length) });
    response.end(answer.body);
  }
  return answer.status;
}

const words: Readonly<Record<number, string>> = {
  500: '{"message":"Server Error"}',
  502: '{"message":"Server Error"}',
  503: '<html><body>No server is currently available to service your request.</body></html>',
  504: '{"message":"We couldn\'t respond to your request in time. Sorry about that. Please try resubmitting your request and contact us if the problem persists."}',
};

function sendBroken(response: ServerResponse, status: number): void {
  const body = words[status] ?? '';
  const type = body.startsWith('<') ? 'text/html' : 'application/json; charset=utf-8';
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body);
}
