/** What no other delivery holds. */
export const poisonMark = 'this delivery ends its process';
