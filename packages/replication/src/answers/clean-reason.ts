const maxLength = 300;

/**
 * Formats a message of GitHub as one line of at most 300 characters, without characters that a terminal or a database
 * rejects.
 */
export function cleanReason(message: string): string {
  const line = message
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  return line.length <= maxLength ? line : `${line.slice(0, maxLength - 1).toWellFormed()}…`;
}
