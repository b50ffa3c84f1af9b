/** An error that the operator can fix; the message states the cause and the remedy. It is printed without a stack. */
export class OperatorError extends Error {
  override readonly name: string = 'OperatorError';
  readonly code: string = 'operator';
}
