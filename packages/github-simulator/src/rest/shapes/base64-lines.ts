/** GitHub breaks its base64 into lines of 60. */
export function base64Lines(text: string): string {
  const base64 = Buffer.from(text).toString('base64');
  return base64.replace(/.{60}/g, '$&\n') + (base64.length % 60 === 0 ? '' : '\n');
}
