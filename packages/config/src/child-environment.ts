/** The environment for a child process: that of this process, with overrides. */
export function childEnvironment(overrides: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, ...overrides };
}

/** The environment of this process, with defaults for variables that it does not set. */
export function environmentWith(defaults: Record<string, string>): NodeJS.ProcessEnv {
  const set = Object.entries(process.env).filter(([, value]) => value !== undefined && value.trim() !== '');
  return { ...defaults, ...Object.fromEntries(set) };
}
