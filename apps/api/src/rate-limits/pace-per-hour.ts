/** A rate a second as a whole number an hour. */
export const pacePerHour = (perSecond: number | null): number | null =>
  perSecond === null ? null : Math.round(perSecond * 3_600);
