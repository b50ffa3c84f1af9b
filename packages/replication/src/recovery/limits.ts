/** A younger delivery may still be in transit: GitHub waits ten seconds for a response. */
export const inFlightSeconds = 30;

/** Maximum of redeliveries with a response; a delivery that did not arrive by then is given up. */
export const maxAttempts = 3;

/** Maximum of redeliveries per hook and pass; the next pass continues. GitHub allows an App 5,000 requests an hour. */
export const maxRedeliveries = 400;
