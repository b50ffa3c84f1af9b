import { defineShape } from '../shape.ts';

export const workflowJob = defineShape({
  derived: {
    url: '{repo}/actions/jobs/{id}',
    html_url: [
      '{web}/actions/runs/{run_id}/job/{id}',
      '{web}/actions/runs/{run_id}/jobs/{id}',
      '{web}/runs/{id}',
    ],
    run_url: '{repo}/actions/runs/{run_id}',
    check_run_url: '{repo}/check-runs/{id}',
  },
});
