/** @see https://docs.github.com/rest/checks/runs#list-check-runs-for-a-git-reference */
export const checkStatuses = ['queued', 'in_progress', 'completed', 'waiting', 'requested', 'pending'];
