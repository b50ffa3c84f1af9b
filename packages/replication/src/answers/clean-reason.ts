const longest = 300;

/** GitHub's words on one line of at most 300 characters, without what a terminal or a database would not take. */
export function cleanReason(message: string): string {
  const line = message
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  return line.length <= longest ? line : `${line.slice(0, longest - 1).toWellFormed()}…`;
}
