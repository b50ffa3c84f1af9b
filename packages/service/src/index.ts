export { addressOf } from './address-of.ts';
export { announceReady, readyMessage } from './announce-ready.ts';
export { type HttpService, listen, PortTakenError } from './listen.ts';
export { OperatorError } from './operator-error.ts';
export { runProcess } from './run-process.ts';
export { senderOf } from './sender-of.ts';
export { stopSignal } from './stop-signal.ts';
export { watchStopRequests } from './watch-stop-requests.ts';
