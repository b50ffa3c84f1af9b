/** Converts a rate per second to a whole number per hour. */
export const pacePerHour = (perSecond: number | null): number | null =>
  perSecond === null ? null : Math.round(perSecond * 3_600);
