/** The id that an App may name itself by instead of its number. */
export function clientIdOf(appId: number): string {
  return `Iv1.${appId.toString(16).padStart(16, '0')}`;
}
