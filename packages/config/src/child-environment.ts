/** The environment for a process that this one starts: its own, with some variables set. */
export function childEnvironment(overrides: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, ...overrides };
}

/** This process's environment, with some variables where it has none. */
export function environmentWith(defaults: Record<string, string>): NodeJS.ProcessEnv {
  const set = Object.entries(process.env).filter(([, value]) => value !== undefined && value.trim() !== '');
  return { ...defaults, ...Object.fromEntries(set) };
}
