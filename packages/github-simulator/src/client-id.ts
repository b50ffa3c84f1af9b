/** The client id of an App, an alternative to its number. */
export function clientIdOf(appId: number): string {
  return `Iv1.${appId.toString(16).padStart(16, '0')}`;
}
