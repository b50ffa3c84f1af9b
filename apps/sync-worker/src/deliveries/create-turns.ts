/** Returns a function that runs each call after all earlier ones. */
export function createTurns(): <T>(run: () => Promise<T>) => Promise<T> {
  let turn: Promise<unknown> = Promise.resolve();
  return (run) => {
    const ran = turn.then(run);
    turn = ran.catch(() => {});
    return ran;
  };
}
