/** A text as Postgres can store it: U+0000 and lone surrogates become U+FFFD. */
export const storableText = (text: string): string => text.toWellFormed().replaceAll('\u0000', '\ufffd');
