/** How long a job waits for GitHub's budget before it is postponed, in milliseconds. */
export const budgetPatienceMs = 10_000;
