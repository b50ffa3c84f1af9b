/** How long a job waits for GitHub's budget before it gives its place to others, in milliseconds. */
export const budgetPatienceMs = 10_000;
