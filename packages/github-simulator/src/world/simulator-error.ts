/** A command that GitHub would refuse: `not_found` as its 404, `refused` as its 403, 409 or 422. */
export class SimulatorError extends Error {
  override readonly name = 'SimulatorError';
  readonly code: 'not_found' | 'refused';

  constructor(code: SimulatorError['code'], message: string) {
    super(message);
    this.code = code;
  }
}
