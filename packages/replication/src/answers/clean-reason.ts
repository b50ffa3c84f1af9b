const longest = 300;

/**
 * Formats a message of GitHub as one line of at most 300 characters, without characters that a terminal or a database
 * rejects.
 */
export function cleanReason(message: string): string {
  const line = message
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  return line.length <= longest ? line : `${line.slice(0, longest - 1).toWellFormed()}…`;
}
