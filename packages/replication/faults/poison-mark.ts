/** A text that no other delivery contains. */
export const poisonMark = 'this delivery ends its process';
