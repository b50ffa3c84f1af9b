/** A fault that whoever runs the process can fix; the message says what it is and how. It is printed without a stack. */
export class OperatorError extends Error {
  override readonly name: string = 'OperatorError';
  readonly code: string = 'operator';
}
