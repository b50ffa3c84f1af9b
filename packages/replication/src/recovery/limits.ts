/** A delivery younger than this may still be on its way: GitHub waits ten seconds for an answer. */
export const inFlightSeconds = 30;

/** Redeliveries that somebody may have answered; one that did not arrive by them is given up. */
export const mostAttempts = 3;

/** Redeliveries of one hook in a pass; the next pass goes on. GitHub allows an App 5,000 requests an hour. */
export const mostRedeliveries = 400;
