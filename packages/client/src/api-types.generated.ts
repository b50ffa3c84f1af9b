// Over 300 lines, because it is written from the OpenAPI document, by api-types.test.ts.

export interface paths {
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get whether the process is alive */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get whether the database responds within a second */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document */
        get: operations["getOpenApi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document as an interactive page */
        get: operations["getDocs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/redoc": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document as a reference page */
        get: operations["getRedoc"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List repositories, by default by name */
        get: operations["listRepositories"];
        put?: never;
        /**
         * Track a repository, and import it
         * @description Looks up the repository on GitHub through the App's installation on its owner, else through the configured tokens. If it is already tracked, only its settings are changed, and the status is 200. A key that is limited to some repositories can add only these.
         */
        post: operations["createRepository"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/by-id/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a repository by its id, which renames do not change */
        get: operations["getRepositoryById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a repository by name */
        get: operations["getRepository"];
        put?: never;
        post?: never;
        /**
         * Stop tracking a repository
         * @description The repository and its objects are no longer returned, synced, imported, or changed by deliveries. Nothing changes on GitHub. Its rows are removed after `INSTALLATION_RETENTION_DAYS`. Add it again to track and import it again.
         */
        delete: operations["deleteRepository"];
        options?: never;
        head?: never;
        /**
         * Update the sync settings and the token of a repository
         * @description Omitted fields are unchanged. A token is validated by fetching the repository from GitHub, then stored encrypted; null removes it.
         */
        patch: operations["updateRepository"];
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sync a repository now
         * @description Runs at high priority. With `wait=true` the request waits for the end of the sync, at most 25 seconds; with 200 the sync has ended, `status` is its result, and `changes` lists its changes. If the rate limit of GitHub is exhausted, `wait=true` is answered with 429 and the time of the reset.
         */
        post: operations["syncRepository"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/info": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a repository with GitHub's own object */
        get: operations["getRepositoryInfo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/cache/invalidate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Invalidate cached responses of a repository
         * @description Drops cached responses of the repository, and of lists across repositories. Changes in the twin do this automatically within a second.
         */
        post: operations["invalidateCache"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/branches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Branches, by name */
        get: operations["listBranches"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tags, by name
         * @description The commit of an annotated tag is the one that it names.
         */
        get: operations["listTags"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/commits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Commits of all branches, newest first */
        get: operations["listCommits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/commits/{sha}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One commit */
        get: operations["getCommit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/labels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Labels, by name */
        get: operations["listLabels"];
        put?: never;
        /**
         * Create a label on GitHub
         * @description The response is what the twin returns from then on.
         */
        post: operations["createLabel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/milestones": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Milestones, by default by number */
        get: operations["listMilestones"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/issues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Issues without pull requests, by default last updated first */
        get: operations["listIssues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/issues/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One issue */
        get: operations["getIssue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/pulls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Pull requests, by default last updated first */
        get: operations["listPullRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/pulls/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One pull request */
        get: operations["getPullRequest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/pull-request-commits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Commits of pull requests, by pull request */
        get: operations["listCommitsOfPullRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/pulls/{number}/commits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Commits of a pull request, oldest first */
        get: operations["listPullRequestCommits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Comments on issues and pull requests, oldest first */
        get: operations["listComments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/issues/{number}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Comments on an issue or a pull request, oldest first */
        get: operations["listIssueComments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/comments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One comment */
        get: operations["getComment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/review-comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Comments on lines of pull requests, oldest first */
        get: operations["listReviewComments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/pulls/{number}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Comments on lines of a pull request, oldest first */
        get: operations["listPullRequestComments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/review-comments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One review comment */
        get: operations["getReviewComment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reviews of pull requests, oldest first */
        get: operations["listReviews"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/pulls/{number}/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reviews of a pull request, oldest first */
        get: operations["listPullRequestReviews"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/reviews/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One review */
        get: operations["getReview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/review-threads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Threads of comments on lines of pull requests, by their first comments */
        get: operations["listReviewThreads"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/pulls/{number}/threads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Threads of comments on lines of a pull request, oldest first */
        get: operations["listPullRequestThreads"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/review-threads/{node_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One review thread */
        get: operations["getReviewThread"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/releases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Releases, newest first */
        get: operations["listReleases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/workflows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Workflows, oldest first */
        get: operations["listWorkflows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Workflow runs, newest first */
        get: operations["listWorkflowRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One workflow run */
        get: operations["getWorkflowRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/check-suites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Check suites, newest first */
        get: operations["listCheckSuites"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/commits/{sha}/check-suites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Check suites of a commit, newest first */
        get: operations["listCommitCheckSuites"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/check-suites/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One check suite */
        get: operations["getCheckSuite"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/check-runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Check runs, newest first */
        get: operations["listCheckRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/commits/{sha}/check-runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Check runs of a commit, newest first */
        get: operations["listCommitCheckRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/check-runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One check run */
        get: operations["getCheckRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/statuses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Statuses of commits, newest first */
        get: operations["listStatuses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/commits/{sha}/statuses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Statuses of a commit, newest first */
        get: operations["listCommitStatuses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/deployments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Deployments, newest first */
        get: operations["listDeployments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/deployments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One deployment */
        get: operations["getDeployment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/deployment-statuses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Statuses of deployments, newest first */
        get: operations["listDeploymentStatuses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/deployments/{id}/statuses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Statuses of a deployment, newest first */
        get: operations["listStatusesOfDeployment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/runners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Self-hosted runners of the repository, and runners of its jobs */
        get: operations["listRunners"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/contributors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Contributors to the default branch, most contributions first */
        get: operations["listContributors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/runs/{id}/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Jobs of all attempts of a run
         * @description A run that ended before its repository was tracked has no jobs yet: the first request fetches them from GitHub, and later requests return them.
         */
        get: operations["listWorkflowJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/commits/{sha}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the state that GitHub combines of the checks of a commit
         * @description Of the last check run of each name and the last status of each context, the worst: `failure`, `error`, `pending` or `success`. Neutral and skipped check runs count as success, every other conclusion as failure.
         */
        get: operations["getCommitState"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get activity statistics of a repository
         * @description Computed from the mirrored data, over the last 52 weeks unless a field states otherwise.
         */
        get: operations["getRepositoryStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/issues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Issues of all repositories, by default last updated first */
        get: operations["listAllIssues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pulls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Pull requests of all repositories, by default last updated first */
        get: operations["listAllPullRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Workflow runs of all repositories, newest first */
        get: operations["listAllWorkflowRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Self-hosted runners of all repositories and organisations, by id
         * @description A key that is limited to some repositories does not get runners of organisations.
         */
        get: operations["listAllRunners"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Jobs of workflow runs of all repositories, newest first */
        get: operations["listAllWorkflowJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One workflow job */
        get: operations["getWorkflowJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/actions/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Statistics of the jobs of a period, by workflow, label, runner or repository
         * @description Jobs count in the period in which they were created. By label, a job counts once for each of its labels. Runners of GitHub are one group, `GitHub Actions`.
         */
        get: operations["getActionsStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/actions/queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Jobs that wait for a runner now, longest waiting first, and jobs that are stuck */
        get: operations["getActionsQueue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/collaborators": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the people who may access a repository, with their permission and its origins, by login
         * @description Everybody may read a public repository, whether listed or not.
         */
        get: operations["listCollaborators"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orgs/{org}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Members of an organisation, by login
         * @description A key that is limited to some repositories sees no organisation: its answer is 404.
         */
        get: operations["listOrganizationMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orgs/{org}/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Teams of an organisation, by name
         * @description A key that is limited to some repositories sees no organisation: its answer is 404.
         */
        get: operations["listTeams"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orgs/{org}/teams/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One team
         * @description A key that is limited to some repositories sees no organisation: its answer is 404.
         */
        get: operations["getTeam"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orgs/{org}/teams/{slug}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Direct members of a team, by login
         * @description Members of its child teams are listed with these. A key that is limited to some repositories sees no organisation: its answer is 404.
         */
        get: operations["listTeamMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search issues, pull requests and commits, best match first
         * @description Ranks every match: matches in the title first, then the others; within each group the last updated first. A word matches all its English inflections, parts of paths and identifiers (`websocket` matches `WebSocketClient` and `web_socket.ts`, `oauth` matches `OAuth2`, `1.2.3` matches `v1.2.3`), and Chinese, Japanese and Korean text. `"in this order"`, `one or another`, `-without` (but `--option` is a word), and the operators `AND`, `OR` and `NOT` work; `type:`, `is:`, `state:`, `repo:`, `author:`, `assignee:`, `label:` and `in:title` narrow the search as on GitHub, in any case. An unknown qualifier, and anything else that would silently match nothing, is answered with 400. The first 20,000 characters of a text are searched, and the first 1,000 of a title. A search that would take too long, such as a phrase of words that nearly all texts contain, is answered with 422 `search_too_broad`.
         */
        get: operations["search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Update the settings of a repository on GitHub
         * @description Omitted fields are unchanged. The response is what the twin returns from then on.
         */
        patch: operations["updateRepositorySettings"];
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/labels/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a label on GitHub */
        delete: operations["deleteLabel"];
        options?: never;
        head?: never;
        /**
         * Update a label on GitHub
         * @description Omitted fields are unchanged. The response is what the twin returns from then on.
         */
        patch: operations["updateLabel"];
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/runs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a workflow run on GitHub
         * @description GitHub cancels asynchronously: the response is the run at that moment, which may still be in progress.
         */
        post: operations["cancelWorkflowRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runners/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a self-hosted runner on GitHub
         * @description Runner ids are unique only within a repository or an organisation. If several runners have the id, set `repository` or `organization`; otherwise the response is 409.
         */
        delete: operations["deleteRunner"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List changes of everything that the key can access, oldest first
         * @description Every visible change once, in order. No entry is ever added at or below `read_to`: store it, and continue from there with `since`. A page ends after a part of the log that matches no filter, so it may be empty although `next_cursor` is set. Changes are kept for `CHANGE_RETENTION_DAYS`. An older `since`, or one beyond the end of the log (after a restore), is answered with 410 and the valid `range`: read the objects again, and continue from the `read_to` of a request with `since=now` that was sent before. A key that is limited to some repositories gets the changes of these.
         */
        get: operations["listAllChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/changes/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow changes of everything that the key can access, as server-sent events
         * @description Each change is a message whose `data` is an entry of `GET /api/v1/changes` and whose `id` is its `seq`. It starts after the header `Last-Event-ID`, which a browser sends when it reconnects, else after `since`, else at the end of the log. Every 15 seconds `: heartbeat {seq}` and the position in the log follow, so that a reconnection continues there even if no change matched. `event: reset`, with a problem and the valid `range`, means that changes were missed, because the log no longer has them or was restored: read the objects again; the stream continues with new changes. The key is checked again every few seconds: a stream ends when it is revoked. A client that reads too slowly is disconnected, and can resume.
         */
        get: operations["streamChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{repo}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List changes of a repository and of its objects, oldest first
         * @description No entry is ever added at or below `read_to`: store it, and continue from there with `after`. Changes are kept for `CHANGE_RETENTION_DAYS`. An older `after`, or one beyond the end of the log (after a restore), is answered with 410 and the valid `range`: read the objects again, and continue from the `read_to` of a request without `after`.
         */
        get: operations["listChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/installations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Installations
         * @description A key that is limited to some repositories gets the installations that include one of them.
         */
        get: operations["listInstallations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/installations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One installation */
        get: operations["getInstallation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/installations/{id}/repositories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the repositories of an installation */
        get: operations["listInstallationRepositories"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/installations/{id}/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import the repositories of an installation
         * @description Lists the repositories of the installation on GitHub, and imports completely those that were never imported. An API key that is limited to some repositories is refused.
         */
        post: operations["importInstallation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/access": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the permissions on a repository and the credential used for it
         * @description Permissions of the twin: through the installation that includes the repository, else through the configured tokens. With `user`: permissions of a person who installed the App through this service, through their installations, as GitHub last reported them.
         */
        get: operations["getRepositoryAccess"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/github/install": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Install the App
         * @description For a browser: redirects to the page of GitHub on which the App is installed. GitHub then redirects to the callback. The callback accepts the same browser once, within ten minutes.
         */
        get: operations["installApp"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/github/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Complete the installation of the App
         * @description The callback URL of the App, for a browser. Verifies with GitHub who the user is and that the installation is theirs; then stores it and imports its repositories. An error is an HTML page for a browser, and a problem document for other clients.
         */
        get: operations["finishAppInstall"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sync/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the progress of running and waiting syncs */
        get: operations["getSyncStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sync/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get whether the repositories are in sync
         * @description Degraded if the last sync is more than 30 minutes old, or if less than 95 % of the automatically synced repositories were synced in time. A repository with a longer interval is in time within that interval plus five minutes.
         */
        get: operations["getSyncHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sync/trigger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sync some repositories, or those of an installation
         * @description Repositories that were never synced are imported. Those that were synced within `SYNC_MIN_AGE_MINUTES` are skipped, unless `force` is set.
         */
        post: operations["triggerSync"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sync/all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sync every repository
         * @description Same as `/sync/trigger`, at high priority, for all repositories that the key can access.
         */
        post: operations["syncAll"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sync/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List sync jobs, newest first
         * @description A key that is limited to some repositories gets the jobs that include one of them, restricted to these repositories.
         */
        get: operations["listSyncJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sync/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a sync job */
        get: operations["getSyncJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sync/jobs/{id}/repositories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the repositories of a sync job, by id */
        get: operations["listSyncJobRepositories"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sync/jobs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a sync job
         * @description Waiting tasks do not start, and running tasks stop within seconds; data that was read is kept. A key that is limited to some repositories cancels only the tasks of these.
         */
        post: operations["cancelSyncJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sync/jobs/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry the failed and cancelled tasks of a sync job
         * @description The same job continues: each list of an import resumes at its cursor.
         */
        post: operations["retrySyncJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List projects in the order of creation */
        get: operations["listProjects"];
        put?: never;
        /**
         * Create a project from the plan and the manifests of a repository
         * @description The files are read immediately, and after every push that changes them.
         */
        post: operations["createProject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One project */
        get: operations["getProject"];
        put?: never;
        post?: never;
        /** Delete a project with its updates and snapshots */
        delete: operations["deleteProject"];
        options?: never;
        head?: never;
        /**
         * Update the name or the files of a project
         * @description Omitted fields are unchanged. If the files change, they are read immediately.
         */
        patch: operations["updateProject"];
        trace?: never;
    };
    "/api/v1/projects/{id}/process": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read all files of a project again */
        post: operations["processProject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{id}/updates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the changes of the files of a project by commit, newest first */
        get: operations["listProjectUpdates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{id}/snapshots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List snapshots of the files of a project, newest first
         * @description One for each commit that changed the content.
         */
        get: operations["listProjectSnapshots"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/configs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List hooks that are registered on GitHub, by id
         * @description A key that is limited to some repositories gets the hooks of these.
         */
        get: operations["listWebhookConfigs"];
        put?: never;
        /**
         * Register a hook of a repository or an organisation on GitHub
         * @description GitHub sends to `GITHUB_WEBHOOK_URL`, and its deliveries are accepted immediately. If `secret` is omitted, one is generated; only this response contains it. If GitHub refuses, nothing is stored.
         */
        post: operations["createWebhookConfig"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/configs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a registered hook */
        get: operations["getWebhookConfig"];
        put?: never;
        post?: never;
        /**
         * Delete a hook, here and on GitHub
         * @description If the hook is already deleted on GitHub, or no credential can access its target, only the config is deleted.
         */
        delete: operations["deleteWebhookConfig"];
        options?: never;
        head?: never;
        /**
         * Update a hook, here and on GitHub
         * @description Omitted fields are unchanged. While the secret changes, the old and the new one are both valid, so that no delivery is lost.
         */
        patch: operations["updateWebhookConfig"];
        trace?: never;
    };
    "/api/v1/webhooks/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List deliveries, newest first */
        get: operations["listWebhookEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/events/{delivery_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a delivery with its headers and payload
         * @description For a key that is limited to some repositories, payload fields that concern others are null; `hidden_fields` lists them.
         */
        get: operations["getWebhookEvent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/events/{delivery_id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Process a delivery again */
        post: operations["replayWebhookEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/events/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Process the deliveries that match a filter again
         * @description Skips deliveries that are being processed, or whose body is no longer stored.
         */
        post: operations["replayWebhookEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/recover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have GitHub redeliver missed deliveries
         * @description Enqueues a pass over the deliveries that GitHub lists since the last pass. Such a pass runs automatically every five minutes, and once a day over all deliveries that GitHub keeps. An API key that is limited to some repositories is refused.
         */
        post: operations["recoverWebhookEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count the deliveries of the last hours by event and status */
        get: operations["getWebhookStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get whether deliveries are processed
         * @description Healthy when more than 95 % of the deliveries that ended in the last hour succeeded, none has waited for more than two minutes, and none appear to be missing.
         */
        get: operations["getWebhookHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rate-limits/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the remaining budget of each rate limit, and when it is exhausted
         * @description Combines the state of this process with the last samples of all processes: the newer value for each credential and resource. An API key that is limited to some repositories is refused.
         */
        get: operations["getRateLimitStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rate-limits/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get whether requests to GitHub can continue
         * @description A warning when less than 10 % of a limit remains; critical when less than 2 % remains, or while GitHub demands a pause. An API key that is limited to some repositories is refused.
         */
        get: operations["getRateLimitHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rate-limits/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List rate limit samples, newest first
         * @description At most one sample a minute for each credential and resource, and none while nothing changes. An API key that is limited to some repositories is refused.
         */
        get: operations["listRateLimitHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rate-limits/track": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Fetch the rate limits of every credential from GitHub now
         * @description Does not count against the limits. Waits at most 10 seconds. Credentials that fail are listed; if all fail, the response is the first error. An API key that is limited to some repositories is refused.
         */
        post: operations["trackRateLimits"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get budget, requests, credentials and tracked repositories of the whole deployment
         * @description Covers every process. Processes report their requests every 10 seconds; credentials are checked every hour. An API key that is limited to some repositories is refused.
         */
        get: operations["getStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API keys, newest first
         * @description Includes revoked and expired keys. The secret of a key is never returned. An API key that is limited to some repositories is refused.
         */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Create an API key
         * @description An API key that is limited to some repositories is refused.
         */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an API key
         * @description An API key that is limited to some repositories is refused.
         */
        get: operations["getApiKey"];
        put?: never;
        post?: never;
        /**
         * Revoke an API key
         * @description Every process refuses the key from the next request on. The configured admin key has no id: remove its variable to revoke it. An API key that is limited to some repositories is refused.
         */
        delete: operations["revokeApiKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List audit log entries, newest first
         * @description An entry appears about a second after the action that it records. An API key that is limited to some repositories is refused.
         */
        get: operations["listAuditLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/secrets/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Encrypt every stored secret under the current key
         * @description Add the new key as the first of `ENCRYPTION_KEYS`, call this, and remove the old key once `unreadable` is 0 and all processes use the new key. No downtime is needed, and a repeated call is safe. An API key that is limited to some repositories is refused.
         */
        post: operations["rotateSecrets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        NewRepository: {
            repository: string;
            /** @description Whether it is synced automatically. */
            auto_sync_enabled?: boolean;
            /** @description Sync interval in minutes; null: the configured default. */
            sync_interval_minutes?: number | null;
            /** @description A token of the repository's own, which its requests use first. If GitHub refuses it or its limit is exhausted, its installation or the configured tokens are used. Never returned. */
            token?: string;
        };
        TrackingSettings: {
            /** @description Whether it is synced automatically. */
            auto_sync_enabled?: boolean;
            /** @description Sync interval in minutes; null: the configured default. */
            sync_interval_minutes?: number | null;
            token?: string | null;
        };
        /**
         * @default {
         *       "force": false
         *     }
         */
        RepositorySyncRequest: {
            /**
             * @description Read everything again, even if it was synced recently. Default: read only what changed.
             * @default false
             */
            force: boolean;
        };
        /**
         * @default {
         *       "pattern": "*"
         *     }
         */
        CacheInvalidation: {
            /**
             * @description Which resources, named as in the change log; `*` matches any text.
             * @default *
             */
            pattern: string;
        };
        NewLabel: {
            name: string;
            /** @description Six hexadecimal digits, without #. */
            color?: string;
            description?: string | null;
        };
        RepositorySettings: {
            /** @description Null: none. */
            description?: string | null;
            /** @description Null: none. */
            homepage?: string | null;
            private?: boolean;
            /** @enum {string} */
            visibility?: "public" | "private" | "internal";
            /** @description An existing branch. */
            default_branch?: string;
            /** @description The complete list: labels that are not in it are removed. */
            topics?: string[];
            archived?: boolean;
            is_template?: boolean;
            has_issues?: boolean;
            has_projects?: boolean;
            has_wiki?: boolean;
            allow_squash_merge?: boolean;
            allow_merge_commit?: boolean;
            allow_rebase_merge?: boolean;
            allow_auto_merge?: boolean;
            allow_update_branch?: boolean;
            delete_branch_on_merge?: boolean;
            web_commit_signoff_required?: boolean;
        };
        LabelChanges: {
            new_name?: string;
            /** @description Six hexadecimal digits, without #. */
            color?: string;
            description?: string | null;
        };
        /**
         * @default {
         *       "force": false
         *     }
         */
        InstallationImport: {
            /**
             * @description Also import repositories again that were imported before.
             * @default false
             */
            force: boolean;
        };
        SyncTrigger: {
            repository_ids?: number[];
            /**
             * Format: int64
             * @description All repositories of this installation.
             */
            installation_id?: number;
            /**
             * @description Read everything again, even if it was synced recently. Default: read only what changed.
             * @default false
             */
            force: boolean;
            /**
             * @default high
             * @enum {string}
             */
            priority: "high" | "normal" | "low";
        };
        /**
         * @default {
         *       "force": false
         *     }
         */
        SyncAll: {
            /**
             * @description Read everything again, even if it was synced recently. Default: read only what changed.
             * @default false
             */
            force: boolean;
        };
        NewProject: {
            repository: string;
            /** @description Default: the repository's name. */
            name?: string;
            /**
             * @description Null: the default branch, even after it changes.
             * @default null
             */
            branch: string | null;
            /**
             * @description Null: the first of `docs/plan.md`, `plan.md` and `README.md` that exists.
             * @default null
             */
            plan_path: string | null;
            /**
             * @description Paths, and patterns such as `services/*\/go.mod` and `**\/package.json`. Null: `package.json`, `requirements.txt`, `requirements/*.txt`, `pyproject.toml`, `Pipfile`, `Cargo.toml`, `go.mod`, `pom.xml`, `Gemfile`, `Dockerfile` and `Containerfile` in every folder. Patterns match nothing below `node_modules`, `vendor` and `bower_components`.
             * @default null
             */
            manifests: string[] | null;
        };
        ProjectSettings: {
            name?: string;
            /** @description Null: the default branch, even after it changes. */
            branch?: string | null;
            /** @description Null: the first of `docs/plan.md`, `plan.md` and `README.md` that exists. */
            plan_path?: string | null;
            /** @description Paths, and patterns such as `services/*\/go.mod` and `**\/package.json`. Null: `package.json`, `requirements.txt`, `requirements/*.txt`, `pyproject.toml`, `Pipfile`, `Cargo.toml`, `go.mod`, `pom.xml`, `Gemfile`, `Dockerfile` and `Containerfile` in every folder. Patterns match nothing below `node_modules`, `vendor` and `bower_components`. */
            manifests?: string[] | null;
        };
        NewWebhookConfig: {
            repository?: string;
            organization?: string;
            /** @description The secret with which GitHub signs. */
            secret?: string;
            /**
             * @description GitHub's events, for example `issues`; `*` alone: all events.
             * @default [
             *       "*"
             *     ]
             */
            events: string[];
            /**
             * @description Process only these actions, for example `opened` of every event, or `issues.opened` of one.
             * @default null
             */
            actions: string[] | null;
            /**
             * @description Process only events of these repositories: `owner/name` or `owner/*`, case-insensitive.
             * @default null
             */
            repositories: string[] | null;
            /**
             * @description Whether GitHub sends events to the hook.
             * @default true
             */
            active: boolean;
        };
        WebhookConfigChange: {
            /** @description The secret with which GitHub signs. */
            secret?: string;
            /** @description GitHub's events, for example `issues`; `*` alone: all events. */
            events?: string[];
            /** @description Process only these actions, for example `opened` of every event, or `issues.opened` of one. */
            actions?: string[] | null;
            /** @description Process only events of these repositories: `owner/name` or `owner/*`, case-insensitive. */
            repositories?: string[] | null;
            /** @description Whether GitHub sends events to the hook. */
            active?: boolean;
        };
        ReplayFilters: {
            /** @description For example `issues`. */
            event?: string;
            /** @description For example `opened`. */
            action?: string;
            /** @description Case-insensitive; a former name also works. */
            repository?: string;
            /**
             * @description `failed` is retried, `parked` requires a manual action, `ignored` has nothing to apply.
             * @enum {string}
             */
            status?: "received" | "processing" | "processed" | "ignored" | "failed" | "parked";
            /**
             * Format: date-time
             * @description Only deliveries received at or after this time.
             */
            since?: string;
            /**
             * Format: date-time
             * @description Only deliveries received before this time.
             */
            until?: string;
            /**
             * @description Maximum number of deliveries to replay, oldest first.
             * @default 100
             */
            limit: number;
        };
        /**
         * @default {
         *       "deep": false
         *     }
         */
        Recovery: {
            /**
             * @description Read all deliveries that GitHub keeps, and retry those that recovery gave up.
             * @default false
             */
            deep: boolean;
        };
        NewApiKey: {
            name: string;
            /** @description A scope implies no other. */
            scopes: ("read" | "write" | "admin")[];
            /**
             * @description The only repositories that the key can access, given by name or by GitHub's id; a rename does not change them. Null: all repositories.
             * @default null
             */
            repositories: (string | number)[] | null;
            expires_at?: string | null;
        };
        Problem: {
            /** @description A URN derived from the code. */
            type: string;
            title: string;
            /** Format: int64 */
            status: number;
            detail: string;
            /** @description Stable; use it in programs. */
            code: string;
            /** @description Also in the header X-Request-Id and in the log. */
            request_id: string;
            /**
             * Format: date-time
             * @description With `github_rate_limit`: when GitHub's limit resets.
             */
            reset_at?: string;
            /** @description With `changes_expired` and `changes_ahead`: the minimum and the maximum valid `after`. */
            range?: {
                /** Format: int64 */
                oldest: number;
                /** Format: int64 */
                newest: number;
            };
            /** @description One entry for each fault of the request. */
            errors?: {
                path: string;
                message: string;
            }[];
        };
        Repository: {
            /** Format: int64 */
            id: number;
            node_id: string | null;
            name: string | null;
            full_name: string | null;
            owner: {
                id: number | null;
                login: string | null;
            } | null;
            private: boolean | null;
            visibility: string | null;
            description: string | null;
            homepage: string | null;
            language: string | null;
            license: {
                spdx_id: string;
            } | null;
            default_branch: string | null;
            topics: string[];
            fork: boolean | null;
            archived: boolean | null;
            disabled: boolean | null;
            is_template: boolean | null;
            /** @description In kilobytes. */
            size: number | null;
            stargazers_count: number | null;
            forks_count: number | null;
            /** @description Includes pull requests, as on GitHub. */
            open_issues_count: number | null;
            /**
             * Format: int64
             * @description Open pull requests that are mirrored; GitHub reports no such count.
             */
            open_pulls_count: number;
            html_url: string | null;
            created_at: string | null;
            updated_at: string | null;
            pushed_at: string | null;
            /** @description Whether it is synced automatically. */
            auto_sync_enabled: boolean;
            /** @description Sync interval in minutes; null: the configured default. */
            sync_interval_minutes: number | null;
            /** @description Whether a registered hook covers it. */
            webhook_configured: boolean;
            /** @description Whether it has its own token for requests to GitHub. */
            has_own_token: boolean;
            last_synced_at: string | null;
            /** @description Why the last sync failed, or which lists it had to skip, one per line. */
            last_sync_error: string | null;
            /** @description Lists that GitHub currently does not return. */
            restrictions: components["schemas"]["Restriction"][];
            /** @description Since when no installation and no token can access it on GitHub; null if one can. */
            inaccessible_since: string | null;
            /** @description What a delivery claims and GitHub has not confirmed yet; it is not in effect. */
            pending_confirmation: {
                /** @description Whether a delivery claims that it is deleted. */
                deleted: boolean;
                /** @description GitHub's keys that would change, with their new values. */
                values: {
                    [key: string]: unknown;
                };
                /**
                 * Format: date-time
                 * @description When the delivery was received.
                 */
                since: string;
            } | null;
            /** @description Whether its name, visibility and owner come from deliveries alone, because no credential is configured. */
            unconfirmed: boolean;
            /**
             * Format: date-time
             * @description When the last change of the object was observed.
             */
            synced_at: string;
            /** @description Source of the observation: `webhook`, `import`, `sync` or `api`. */
            source: string;
        };
        Restriction: {
            /** @description The list; `repositories`: the repository as a whole; `probe`: its comparison with GitHub. */
            resource: string;
            /**
             * @description `disabled`: the feature is off; `blocked`: GitHub blocks access; `refused`: GitHub refuses the list to the configured credentials; `failed`: requests fail; `incomplete`: some objects cannot be read, and the others are mirrored. Data that is already mirrored is kept.
             * @enum {string}
             */
            state: "disabled" | "blocked" | "refused" | "failed" | "incomplete";
            /** @description GitHub's message. */
            reason: string | null;
            /** Format: date-time */
            since: string;
            /**
             * Format: date-time
             * @description When it was last requested: daily, or with each sync if it failed.
             */
            checked_at: string;
        };
        RepositoryWithSyncJob: {
            /** Format: int64 */
            id: number;
            node_id: string | null;
            name: string | null;
            full_name: string | null;
            owner: {
                id: number | null;
                login: string | null;
            } | null;
            private: boolean | null;
            visibility: string | null;
            description: string | null;
            homepage: string | null;
            language: string | null;
            license: {
                spdx_id: string;
            } | null;
            default_branch: string | null;
            topics: string[];
            fork: boolean | null;
            archived: boolean | null;
            disabled: boolean | null;
            is_template: boolean | null;
            /** @description In kilobytes. */
            size: number | null;
            stargazers_count: number | null;
            forks_count: number | null;
            /** @description Includes pull requests, as on GitHub. */
            open_issues_count: number | null;
            /**
             * Format: int64
             * @description Open pull requests that are mirrored; GitHub reports no such count.
             */
            open_pulls_count: number;
            html_url: string | null;
            created_at: string | null;
            updated_at: string | null;
            pushed_at: string | null;
            /** @description Whether it is synced automatically. */
            auto_sync_enabled: boolean;
            /** @description Sync interval in minutes; null: the configured default. */
            sync_interval_minutes: number | null;
            /** @description Whether a registered hook covers it. */
            webhook_configured: boolean;
            /** @description Whether it has its own token for requests to GitHub. */
            has_own_token: boolean;
            last_synced_at: string | null;
            /** @description Why the last sync failed, or which lists it had to skip, one per line. */
            last_sync_error: string | null;
            /** @description Lists that GitHub currently does not return. */
            restrictions: components["schemas"]["Restriction"][];
            /** @description Since when no installation and no token can access it on GitHub; null if one can. */
            inaccessible_since: string | null;
            /** @description What a delivery claims and GitHub has not confirmed yet; it is not in effect. */
            pending_confirmation: {
                /** @description Whether a delivery claims that it is deleted. */
                deleted: boolean;
                /** @description GitHub's keys that would change, with their new values. */
                values: {
                    [key: string]: unknown;
                };
                /**
                 * Format: date-time
                 * @description When the delivery was received.
                 */
                since: string;
            } | null;
            /** @description Whether its name, visibility and owner come from deliveries alone, because no credential is configured. */
            unconfirmed: boolean;
            /**
             * Format: date-time
             * @description When the last change of the object was observed.
             */
            synced_at: string;
            /** @description Source of the observation: `webhook`, `import`, `sync` or `api`. */
            source: string;
            /** @description Sync job of the import; null if the repository was already tracked. */
            sync_job: components["schemas"]["SyncJob"] | null;
        };
        SyncJob: {
            /** Format: int64 */
            id: number;
            /** @enum {string} */
            job_type: "auto_import" | "periodic_sync" | "manual_sync" | "webhook_triggered";
            /** @enum {string} */
            status: "pending" | "running" | "completed" | "completed_with_errors" | "failed" | "cancelled";
            /** @enum {string} */
            priority: "critical" | "high" | "normal" | "low";
            installation_id: number | null;
            /** @description Repositories that the key can access; all other counts are restricted to these, too. */
            repositories: {
                /** Format: int64 */
                total: number;
                /** Format: int64 */
                pending: number;
                /** Format: int64 */
                running: number;
                /** Format: int64 */
                completed: number;
                /** Format: int64 */
                failed: number;
                /** Format: int64 */
                cancelled: number;
                /**
                 * Format: int64
                 * @description Skipped because they were synced recently.
                 */
                skipped: number;
            };
            /** Format: int64 */
            repositories_processed: number;
            /** Format: int64 */
            errors_count: number;
            /**
             * Format: int64
             * @description Requests to GitHub for repositories that are done.
             */
            requests_used: number;
            progress: {
                /** Format: int64 */
                done: number;
                /**
                 * Format: int64
                 * @description In pages of lists, as known or estimated; at least one for each repository.
                 */
                total: number;
                /** @description Estimated seconds until the end at the current rate; null if unknown. */
                eta: number | null;
            };
            /** @description Why the job, or one of its repositories, failed. */
            error_message: string | null;
            details: {
                forced: boolean | null;
                /** Format: int64 */
                skipped: number;
                /** @description For a periodic sync: the repositories that were compared with GitHub. */
                probed: number | null;
                /** @description Of these, those that had changed. */
                changed: number | null;
                /** @description Of these, those that GitHub does not return. */
                inaccessible: number | null;
                /** @description Number of failures for the same reason, before the repositories were known. */
                attempts: number | null;
                /** @description What GitHub does not return of the installation, each with the reason. */
                left_out: string[];
            };
            /** Format: date-time */
            created_at: string;
            started_at: string | null;
            completed_at: string | null;
        };
        RepositorySync: {
            /** Format: int64 */
            id: number;
            /** @enum {string} */
            job_type: "auto_import" | "periodic_sync" | "manual_sync" | "webhook_triggered";
            /** @enum {string} */
            status: "pending" | "running" | "completed" | "completed_with_errors" | "failed" | "cancelled";
            /** @enum {string} */
            priority: "critical" | "high" | "normal" | "low";
            installation_id: number | null;
            /** @description Repositories that the key can access; all other counts are restricted to these, too. */
            repositories: {
                /** Format: int64 */
                total: number;
                /** Format: int64 */
                pending: number;
                /** Format: int64 */
                running: number;
                /** Format: int64 */
                completed: number;
                /** Format: int64 */
                failed: number;
                /** Format: int64 */
                cancelled: number;
                /**
                 * Format: int64
                 * @description Skipped because they were synced recently.
                 */
                skipped: number;
            };
            /** Format: int64 */
            repositories_processed: number;
            /** Format: int64 */
            errors_count: number;
            /**
             * Format: int64
             * @description Requests to GitHub for repositories that are done.
             */
            requests_used: number;
            progress: {
                /** Format: int64 */
                done: number;
                /**
                 * Format: int64
                 * @description In pages of lists, as known or estimated; at least one for each repository.
                 */
                total: number;
                /** @description Estimated seconds until the end at the current rate; null if unknown. */
                eta: number | null;
            };
            /** @description Why the job, or one of its repositories, failed. */
            error_message: string | null;
            details: {
                forced: boolean | null;
                /** Format: int64 */
                skipped: number;
                /** @description For a periodic sync: the repositories that were compared with GitHub. */
                probed: number | null;
                /** @description Of these, those that had changed. */
                changed: number | null;
                /** @description Of these, those that GitHub does not return. */
                inaccessible: number | null;
                /** @description Number of failures for the same reason, before the repositories were known. */
                attempts: number | null;
                /** @description What GitHub does not return of the installation, each with the reason. */
                left_out: string[];
            };
            /** Format: date-time */
            created_at: string;
            started_at: string | null;
            completed_at: string | null;
            /** @description The first 100 changes of the sync, with old and new values; null if the request did not wait for the end, or the end did not come in time. */
            changes: components["schemas"]["Change"][] | null;
            /** @description Whether there are more changes: `GET …/changes` lists them all. */
            changes_truncated: boolean;
        };
        Change: {
            /**
             * Format: int64
             * @description Increases with every change: the position in the change log.
             */
            seq: number;
            /** @description The kind of object, for example `issues`. */
            resource: string;
            /** @description The object's id, or the parts of its key joined by slashes. */
            key: string;
            /** @enum {string} */
            kind: "created" | "updated" | "deleted" | "restored";
            repository_id: number | null;
            /** @description The current full name of the repository; null for objects outside repositories. */
            repository: string | null;
            /** @description Changed fields, with the old and the new value; of a new object those that are usually followed. */
            fields: {
                [key: string]: {
                    from: unknown;
                    to: unknown;
                };
            };
            /** @description Source of the observation: `webhook`, `import`, `sync` or `api`. */
            source: string;
            /** @description Login of the account that GitHub names as the sender of the delivery. */
            actor: string | null;
            /** @description The delivery that caused the change. */
            delivery_id: string | null;
            /** @description The route of the request to GitHub whose answer caused the change. */
            request: string | null;
            /** Format: date-time */
            changed_at: string;
        };
        RepositoryWithRaw: {
            /** Format: int64 */
            id: number;
            node_id: string | null;
            name: string | null;
            full_name: string | null;
            owner: {
                id: number | null;
                login: string | null;
            } | null;
            private: boolean | null;
            visibility: string | null;
            description: string | null;
            homepage: string | null;
            language: string | null;
            license: {
                spdx_id: string;
            } | null;
            default_branch: string | null;
            topics: string[];
            fork: boolean | null;
            archived: boolean | null;
            disabled: boolean | null;
            is_template: boolean | null;
            /** @description In kilobytes. */
            size: number | null;
            stargazers_count: number | null;
            forks_count: number | null;
            /** @description Includes pull requests, as on GitHub. */
            open_issues_count: number | null;
            /**
             * Format: int64
             * @description Open pull requests that are mirrored; GitHub reports no such count.
             */
            open_pulls_count: number;
            html_url: string | null;
            created_at: string | null;
            updated_at: string | null;
            pushed_at: string | null;
            /** @description Whether it is synced automatically. */
            auto_sync_enabled: boolean;
            /** @description Sync interval in minutes; null: the configured default. */
            sync_interval_minutes: number | null;
            /** @description Whether a registered hook covers it. */
            webhook_configured: boolean;
            /** @description Whether it has its own token for requests to GitHub. */
            has_own_token: boolean;
            last_synced_at: string | null;
            /** @description Why the last sync failed, or which lists it had to skip, one per line. */
            last_sync_error: string | null;
            /** @description Lists that GitHub currently does not return. */
            restrictions: components["schemas"]["Restriction"][];
            /** @description Since when no installation and no token can access it on GitHub; null if one can. */
            inaccessible_since: string | null;
            /** @description What a delivery claims and GitHub has not confirmed yet; it is not in effect. */
            pending_confirmation: {
                /** @description Whether a delivery claims that it is deleted. */
                deleted: boolean;
                /** @description GitHub's keys that would change, with their new values. */
                values: {
                    [key: string]: unknown;
                };
                /**
                 * Format: date-time
                 * @description When the delivery was received.
                 */
                since: string;
            } | null;
            /** @description Whether its name, visibility and owner come from deliveries alone, because no credential is configured. */
            unconfirmed: boolean;
            /**
             * Format: date-time
             * @description When the last change of the object was observed.
             */
            synced_at: string;
            /** @description Source of the observation: `webhook`, `import`, `sync` or `api`. */
            source: string;
            /** @description GitHub's latest object. */
            raw: {
                [key: string]: unknown;
            };
        };
        Branch: {
            name: string;
            commit: {
                sha: string;
            } | null;
            protected: boolean | null;
            repository: {
                /** Format: int64 */
                id: number;
                full_name: string | null;
            };
            /**
             * Format: date-time
             * @description When the last change of the object was observed.
             */
            synced_at: string;
            /** @description Source of the observation: `webhook`, `import`, `sync` or `api`. */
            source: string;
        };
        Tag: {
            name: string;
            commit: {
                sha: string;
            } | null;
            repository: {
                /** Format: int64 */
                id: number;
                full_name: string | null;
            };
            /**
             * Format: date-time
             * @description When the last change of the object was observed.
             */
            synced_at: string;
            /** @description Source of the observation: `webhook`, `import`, `sync` or `api`. */
            source: string;
        };
        Commit: {
            sha: string;
            commit: {
                message: string | null;
                author: {
                    name: string | null;
                    email: string | null;
                    /** @description Null also for years outside 0 to 9999, which Git allows: `raw` has them. */
                    date: string | null;
                };
                committer: {
                    name: string | null;
                    email: string | null;
                    /** @description Null also for years outside 0 to 9999, which Git allows: `raw` has them. */
                    date: string | null;
                };
                verification: {
                    verified: boolean | null;
                    reason: string | null;
                };
            };
            author: {
                login: string;
            } | null;
            committer: {
                login: string;
            } | null;
            parents: {
                sha: string;
            }[];
            stats: {
                additions: number | null;
                deletions: number | null;
            };
            files_changed: number | null;
            html_url: string | null;
            repository: {
                /** Format: int64 */
                id: number;
                full_name: string | null;
            };
            /**
             * Format: date-time
             * @description When the last change of the object was observed.
             */
            synced_at: string;
            /** @description Source of the observation: `webhook`, `import`, `sync` or `api`. */
            source: string;
        };
        CommitWithRaw: {
            sha: string;
            commit: {
                message: string | null;
                author: {
                    name: string | null;
                    email: string | null;
                    /** @description Null also for years outside 0 to 9999, which Git allows: `raw` has them. */
                    date: string | null;
                };
                committer: {
                    name: string | null;
                    email: string | null;
                    /** @description Null also for years outside 0 to 9999, which Git allows: `raw` has them. */
                    date: string | null;
                };
                verification: {
                    verified: boolean | null;
                    reason: string | null;
                };
            };
            author: {
                login: string;
            } | null;
            committer: {
                login: string;
            } | null;
            parents: {
                sha: string;
            }[];
            stats: {
                additions: number | null;
                deletions: number | null;
            };
            files_changed: number | null;
            html_url: string | null;
            repository: {
                /** Format: int64 */
                id: number;
                full_name: string | null;
            };
            /**
             * Format: date-time
             * @description When the last change of the object was observed.
             */
            synced_at: string;
            /** @description Source of the observation: `webhook`, `import`, `sync` or `api`. */
            source: string;
            /** @description GitHub's latest object. */
            raw: {
                [key: string]: unknown;
            };
        };
        Label: {
            /** Format: int64 */
            id: number;
            name: string | null;
            /** @description Six hexadecimal digits. */
            color: string | null;
            description: string | null;
            default: boolean | null;
            repository: {
                /** Format: int64 */
                id: number;
                full_name: string | null;
            };
            /**
             * Format: date-time
             * @description When the last change of the object was observed.
             */
            synced_at: string;
            /** @description Source of the observation: `webhook`, `import`, `sync` or `api`. */
            source: string;
        };
        Milestone: {
            /** Format: int64 */
            id: number;
            number: number | null;
            title: string | null;
            description: string | null;
            /** @description `open` or `closed`. */
            state: string | null;
            creator: {
                login: string;
            } | null;
            /** @description Includes pull requests, as on GitHub. */
            open_issues: number | null;
            closed_issues: number | null;
            html_url: string | null;
            due_on: string | null;
            created_at: string | null;
            updated_at: string | null;
            closed_at: string | null;
            repository: {
                /** Format: int64 */
                id: number;
                full_name: string | null;
            };
            /**
             * Format: date-time
             * @description When the last change of the object was observed.
             */
            synced_at: string;
            /** @description Source of the observation: `webhook`, `import`, `sync` or `api`. */
            source: string;
        };
        Issue: {
            /** Format: int64 */
            id: number;
            number: number | null;
            title: string | null;
            body: string | null;
            /** @description `open` or `closed`. */
            state: string | null;
            state_reason: string | null;
            locked: boolean | null;
            comments: number | null;
            user: {
                id: number | null;
                login: string | null;
            } | null;
            /** @description Logins. */
            assignees: string[];
            /** @description Names. */
            labels: string[];
            milestone: {
                /** Format: int64 */
                number: number;
            } | null;
            html_url: string | null;
            created_at: string | null;
            updated_at: string | null;
            closed_at: string | null;
            repository: {
                /** Format: int64 */
                id: number;
                full_name: string | null;
            };
            /**
             * Format: date-time
             * @description When the last change of the object was observed.
             */
            synced_at: string;
            /** @description Source of the observation: `webhook`, `import`, `sync` or `api`. */
            source: string;
        };
        IssueWithRaw: {
            /** Format: int64 */
            id: number;
            number: number | null;
            title: string | null;
            body: string | null;
            /** @description `open` or `closed`. */
            state: string | null;
            state_reason: string | null;
            locked: boolean | null;
            comments: number | null;
            user: {
                id: number | null;
                login: string | null;
            } | null;
            /** @description Logins. */
            assignees: string[];
            /** @description Names. */
            labels: string[];
            milestone: {
                /** Format: int64 */
                number: number;
            } | null;
            html_url: string | null;
            created_at: string | null;
            updated_at: string | null;
            closed_at: string | null;
            repository: {
                /** Format: int64 */
                id: number;
                full_name: string | null;
            };
            /**
             * Format: date-time
             * @description When the last change of the object was observed.
             */
            synced_at: string;
            /** @description Source of the observation: `webhook`, `import`, `sync` or `api`. */
            source: string;
            /** @description GitHub's latest object. */
            raw: {
                [key: string]: unknown;
            };
        };
        PullRequest: {
            /** Format: int64 */
            id: number;
            number: number | null;
            title: string | null;
            body: string | null;
            /** @description `open` or `closed`. */
            state: string | null;
            draft: boolean | null;
            locked: boolean | null;
            merged: boolean | null;
            user: {
                id: number | null;
                login: string | null;
            } | null;
            /** @description Logins. */
            assignees: string[];
            /** @description Logins. */
            requested_reviewers: string[];
            /** @description Slugs. */
            requested_teams: string[];
            /** @description Names. */
            labels: string[];
            milestone: {
                /** Format: int64 */
                number: number;
            } | null;
            head: {
                ref: string | null;
                sha: string | null;
            };
            base: {
                ref: string | null;
                sha: string | null;
            };
            merge_commit_sha: string | null;
            commits: number | null;
            additions: number | null;
            deletions: number | null;
            changed_files: number | null;
            comments: number | null;
            review_comments: number | null;
            html_url: string | null;
            created_at: string | null;
            updated_at: string | null;
            closed_at: string | null;
            merged_at: string | null;
            repository: {
                /** Format: int64 */
                id: number;
                full_name: string | null;
            };
            /**
             * Format: date-time
             * @description When the last change of the object was observed.
             */
            synced_at: string;
            /** @description Source of the observation: `webhook`, `import`, `sync` or `api`. */
            source: string;
        };
        PullRequestWithRaw: {
            /** Format: int64 */
            id: number;
            number: number | null;
            title: string | null;
            body: string | null;
            /** @description `open` or `closed`. */
            state: string | null;
            draft: boolean | null;
            locked: boolean | null;
            merged: boolean | null;
            user: {
                id: number | null;
                login: string | null;
            } | null;
            /** @description Logins. */
            assignees: string[];
            /** @description Logins. */
            requested_reviewers: string[];
            /** @description Slugs. */
            requested_teams: string[];
            /** @description Names. */
            labels: string[];
            milestone: {
                /** Format: int64 */
                number: number;
            } | null;
            head: {
                ref: string | null;
                sha: string | null;
            };
            base: {
                ref: string | null;
                sha: string | null;
            };
            merge_commit_sha: string | null;
            commits: number | null;
            additions: number | null;
            deletions: number | null;
            changed_files: number | null;
            comments: number | null;
            review_comments: number | null;
            html_url: string | null;
            created_at: string | null;
            updated_at: string | null;
            closed_at: string | null;
            merged_at: string | null;
            repository: {
                /** Format: int64 */
                id: number;
                full_name: string | null;
            };
            /**
             * Format: date-time
             * @description When the last change of the object was observed.
             */
            synced_at: string;
            /** @description Source of the observation: `webhook`, `import`, `sync` or `api`. */
            source: string;
            /** @description GitHub's latest object. */
            raw: {
                [key: string]: unknown;
            };
        };
        PullRequestCommit: {
            sha: string;
            pull_request: {
                /** Format: int64 */
                number: number;
            } | null;
            /**
             * Format: int64
             * @description From 1: the oldest is first.
             */
            position: number;
            repository: {
                /** Format: int64 */
                id: number;
                full_name: string | null;
            };
            /**
             * Format: date-time
             * @description When the last change of the object was observed.
             */
            synced_at: string;
            /** @description Source of the observation: `webhook`, `import`, `sync` or `api`. */
            source: string;
        };
        IssueComment: {
            /** Format: int64 */
            id: number;
            /** @description The issue or pull request. */
            issue: {
                /** Format: int64 */
                number: number;
            } | null;
            user: {
                id: number | null;
                login: string | null;
            } | null;
            author_association: string | null;
            body: string | null;
            html_url: string | null;
            created_at: string | null;
            updated_at: string | null;
            repository: {
                /** Format: int64 */
                id: number;
                full_name: string | null;
            };
            /**
             * Format: date-time
             * @description When the last change of the object was observed.
             */
            synced_at: string;
            /** @description Source of the observation: `webhook`, `import`, `sync` or `api`. */
            source: string;
        };
        IssueCommentWithRaw: {
            /** Format: int64 */
            id: number;
            /** @description The issue or pull request. */
            issue: {
                /** Format: int64 */
                number: number;
            } | null;
            user: {
                id: number | null;
                login: string | null;
            } | null;
            author_association: string | null;
            body: string | null;
            html_url: string | null;
            created_at: string | null;
            updated_at: string | null;
            repository: {
                /** Format: int64 */
                id: number;
                full_name: string | null;
            };
            /**
             * Format: date-time
             * @description When the last change of the object was observed.
             */
            synced_at: string;
            /** @description Source of the observation: `webhook`, `import`, `sync` or `api`. */
            source: string;
            /** @description GitHub's latest object. */
            raw: {
                [key: string]: unknown;
            };
        };
        ReviewComment: {
            /** Format: int64 */
            id: number;
            pull_request: {
                /** Format: int64 */
                number: number;
            } | null;
            /** @description Id of its review. */
            pull_request_review_id: number | null;
            /** @description Id of the first comment of its thread; null: it is the first. */
            in_reply_to_id: number | null;
            user: {
                id: number | null;
                login: string | null;
            } | null;
            author_association: string | null;
            body: string | null;
            /** @description Path of the file. */
            path: string | null;
            /** @description Line in the file, null if the comment is outdated. */
            line: number | null;
            /** @description `LEFT`: a line of the old text, `RIGHT`: of the new one. */
            side: string | null;
            commit_id: string | null;
            html_url: string | null;
            created_at: string | null;
            updated_at: string | null;
            repository: {
                /** Format: int64 */
                id: number;
                full_name: string | null;
            };
            /**
             * Format: date-time
             * @description When the last change of the object was observed.
             */
            synced_at: string;
            /** @description Source of the observation: `webhook`, `import`, `sync` or `api`. */
            source: string;
        };
        ReviewCommentWithRaw: {
            /** Format: int64 */
            id: number;
            pull_request: {
                /** Format: int64 */
                number: number;
            } | null;
            /** @description Id of its review. */
            pull_request_review_id: number | null;
            /** @description Id of the first comment of its thread; null: it is the first. */
            in_reply_to_id: number | null;
            user: {
                id: number | null;
                login: string | null;
            } | null;
            author_association: string | null;
            body: string | null;
            /** @description Path of the file. */
            path: string | null;
            /** @description Line in the file, null if the comment is outdated. */
            line: number | null;
            /** @description `LEFT`: a line of the old text, `RIGHT`: of the new one. */
            side: string | null;
            commit_id: string | null;
            html_url: string | null;
            created_at: string | null;
            updated_at: string | null;
            repository: {
                /** Format: int64 */
                id: number;
                full_name: string | null;
            };
            /**
             * Format: date-time
             * @description When the last change of the object was observed.
             */
            synced_at: string;
            /** @description Source of the observation: `webhook`, `import`, `sync` or `api`. */
            source: string;
            /** @description GitHub's latest object. */
            raw: {
                [key: string]: unknown;
            };
        };
        Review: {
            /** Format: int64 */
            id: number;
            pull_request: {
                /** Format: int64 */
                number: number;
            } | null;
            user: {
                id: number | null;
                login: string | null;
            } | null;
            author_association: string | null;
            /** @description `approved`, `changes_requested`, `commented`, `dismissed` or, of a token of its author, `pending`. */
            state: string | null;
            body: string | null;
            commit_id: string | null;
            html_url: string | null;
            submitted_at: string | null;
            repository: {
                /** Format: int64 */
                id: number;
                full_name: string | null;
            };
            /**
             * Format: date-time
             * @description When the last change of the object was observed.
             */
            synced_at: string;
            /** @description Source of the observation: `webhook`, `import`, `sync` or `api`. */
            source: string;
        };
        ReviewWithRaw: {
            /** Format: int64 */
            id: number;
            pull_request: {
                /** Format: int64 */
                number: number;
            } | null;
            user: {
                id: number | null;
                login: string | null;
            } | null;
            author_association: string | null;
            /** @description `approved`, `changes_requested`, `commented`, `dismissed` or, of a token of its author, `pending`. */
            state: string | null;
            body: string | null;
            commit_id: string | null;
            html_url: string | null;
            submitted_at: string | null;
            repository: {
                /** Format: int64 */
                id: number;
                full_name: string | null;
            };
            /**
             * Format: date-time
             * @description When the last change of the object was observed.
             */
            synced_at: string;
            /** @description Source of the observation: `webhook`, `import`, `sync` or `api`. */
            source: string;
            /** @description GitHub's latest object. */
            raw: {
                [key: string]: unknown;
            };
        };
        ReviewThread: {
            /** @description Node id: threads have no number. */
            id: string;
            pull_request: {
                /** Format: int64 */
                number: number;
            } | null;
            resolved: boolean | null;
            /** @description Whether a later push changed the lines. */
            outdated: boolean | null;
            resolved_by: {
                id: number | null;
                login: string | null;
            } | null;
            /** @description Path of the file. */
            path: string | null;
            /** @description Line in the file, null if the thread is outdated. */
            line: number | null;
            /** @description `LEFT`: a line of the old text, `RIGHT`: of the new one. */
            side: string | null;
            /** @description Id of its first comment. */
            comment_id: number | null;
            repository: {
                /** Format: int64 */
                id: number;
                full_name: string | null;
            };
            /**
             * Format: date-time
             * @description When the last change of the object was observed.
             */
            synced_at: string;
            /** @description Source of the observation: `webhook`, `import`, `sync` or `api`. */
            source: string;
        };
        ReviewThreadWithRaw: {
            /** @description Node id: threads have no number. */
            id: string;
            pull_request: {
                /** Format: int64 */
                number: number;
            } | null;
            resolved: boolean | null;
            /** @description Whether a later push changed the lines. */
            outdated: boolean | null;
            resolved_by: {
                id: number | null;
                login: string | null;
            } | null;
            /** @description Path of the file. */
            path: string | null;
            /** @description Line in the file, null if the thread is outdated. */
            line: number | null;
            /** @description `LEFT`: a line of the old text, `RIGHT`: of the new one. */
            side: string | null;
            /** @description Id of its first comment. */
            comment_id: number | null;
            repository: {
                /** Format: int64 */
                id: number;
                full_name: string | null;
            };
            /**
             * Format: date-time
             * @description When the last change of the object was observed.
             */
            synced_at: string;
            /** @description Source of the observation: `webhook`, `import`, `sync` or `api`. */
            source: string;
            /** @description GitHub's latest object. */
            raw: {
                [key: string]: unknown;
            };
        };
        Release: {
            /** Format: int64 */
            id: number;
            tag_name: string | null;
            name: string | null;
            body: string | null;
            draft: boolean | null;
            prerelease: boolean | null;
            target_commitish: string | null;
            author: {
                login: string;
            } | null;
            html_url: string | null;
            created_at: string | null;
            published_at: string | null;
            repository: {
                /** Format: int64 */
                id: number;
                full_name: string | null;
            };
            /**
             * Format: date-time
             * @description When the last change of the object was observed.
             */
            synced_at: string;
            /** @description Source of the observation: `webhook`, `import`, `sync` or `api`. */
            source: string;
        };
        Workflow: {
            /** Format: int64 */
            id: number;
            name: string | null;
            /** @description Path of its file. */
            path: string | null;
            /** @description `active`, `deleted`, or the reason why it is disabled, such as `disabled_manually`. */
            state: string | null;
            html_url: string | null;
            badge_url: string | null;
            created_at: string | null;
            updated_at: string | null;
            repository: {
                /** Format: int64 */
                id: number;
                full_name: string | null;
            };
            /**
             * Format: date-time
             * @description When the last change of the object was observed.
             */
            synced_at: string;
            /** @description Source of the observation: `webhook`, `import`, `sync` or `api`. */
            source: string;
        };
        WorkflowRun: {
            /** Format: int64 */
            id: number;
            workflow_id: number | null;
            name: string | null;
            display_title: string | null;
            run_number: number | null;
            run_attempt: number | null;
            event: string | null;
            status: string | null;
            conclusion: string | null;
            head_branch: string | null;
            head_sha: string | null;
            actor: {
                login: string;
            } | null;
            html_url: string | null;
            created_at: string | null;
            run_started_at: string | null;
            updated_at: string | null;
            repository: {
                /** Format: int64 */
                id: number;
                full_name: string | null;
            };
            /**
             * Format: date-time
             * @description When the last change of the object was observed.
             */
            synced_at: string;
            /** @description Source of the observation: `webhook`, `import`, `sync` or `api`. */
            source: string;
        };
        WorkflowRunWithRaw: {
            /** Format: int64 */
            id: number;
            workflow_id: number | null;
            name: string | null;
            display_title: string | null;
            run_number: number | null;
            run_attempt: number | null;
            event: string | null;
            status: string | null;
            conclusion: string | null;
            head_branch: string | null;
            head_sha: string | null;
            actor: {
                login: string;
            } | null;
            html_url: string | null;
            created_at: string | null;
            run_started_at: string | null;
            updated_at: string | null;
            repository: {
                /** Format: int64 */
                id: number;
                full_name: string | null;
            };
            /**
             * Format: date-time
             * @description When the last change of the object was observed.
             */
            synced_at: string;
            /** @description Source of the observation: `webhook`, `import`, `sync` or `api`. */
            source: string;
            /** @description GitHub's latest object. */
            raw: {
                [key: string]: unknown;
            };
        };
        CheckSuite: {
            /** Format: int64 */
            id: number;
            head_sha: string | null;
            head_branch: string | null;
            app: {
                slug: string;
            } | null;
            status: string | null;
            conclusion: string | null;
            created_at: string | null;
            updated_at: string | null;
            repository: {
                /** Format: int64 */
                id: number;
                full_name: string | null;
            };
            /**
             * Format: date-time
             * @description When the last change of the object was observed.
             */
            synced_at: string;
            /** @description Source of the observation: `webhook`, `import`, `sync` or `api`. */
            source: string;
        };
        CheckSuiteWithRaw: {
            /** Format: int64 */
            id: number;
            head_sha: string | null;
            head_branch: string | null;
            app: {
                slug: string;
            } | null;
            status: string | null;
            conclusion: string | null;
            created_at: string | null;
            updated_at: string | null;
            repository: {
                /** Format: int64 */
                id: number;
                full_name: string | null;
            };
            /**
             * Format: date-time
             * @description When the last change of the object was observed.
             */
            synced_at: string;
            /** @description Source of the observation: `webhook`, `import`, `sync` or `api`. */
            source: string;
            /** @description GitHub's latest object. */
            raw: {
                [key: string]: unknown;
            };
        };
        CheckRun: {
            /** Format: int64 */
            id: number;
            check_suite: {
                /** Format: int64 */
                id: number;
            } | null;
            name: string | null;
            head_sha: string | null;
            app: {
                slug: string;
            } | null;
            status: string | null;
            conclusion: string | null;
            output: {
                title: string | null;
                summary: string | null;
            };
            /** @description Id that its App gave it. */
            external_id: string | null;
            started_at: string | null;
            completed_at: string | null;
            repository: {
                /** Format: int64 */
                id: number;
                full_name: string | null;
            };
            /**
             * Format: date-time
             * @description When the last change of the object was observed.
             */
            synced_at: string;
            /** @description Source of the observation: `webhook`, `import`, `sync` or `api`. */
            source: string;
        };
        CheckRunWithRaw: {
            /** Format: int64 */
            id: number;
            check_suite: {
                /** Format: int64 */
                id: number;
            } | null;
            name: string | null;
            head_sha: string | null;
            app: {
                slug: string;
            } | null;
            status: string | null;
            conclusion: string | null;
            output: {
                title: string | null;
                summary: string | null;
            };
            /** @description Id that its App gave it. */
            external_id: string | null;
            started_at: string | null;
            completed_at: string | null;
            repository: {
                /** Format: int64 */
                id: number;
                full_name: string | null;
            };
            /**
             * Format: date-time
             * @description When the last change of the object was observed.
             */
            synced_at: string;
            /** @description Source of the observation: `webhook`, `import`, `sync` or `api`. */
            source: string;
            /** @description GitHub's latest object. */
            raw: {
                [key: string]: unknown;
            };
        };
        CommitStatus: {
            /** Format: int64 */
            id: number;
            sha: string | null;
            context: string | null;
            /** @description `pending`, `success`, `failure` or `error`. */
            state: string | null;
            description: string | null;
            target_url: string | null;
            creator: {
                id: number | null;
                login: string | null;
            } | null;
            created_at: string | null;
            updated_at: string | null;
            repository: {
                /** Format: int64 */
                id: number;
                full_name: string | null;
            };
            /**
             * Format: date-time
             * @description When the last change of the object was observed.
             */
            synced_at: string;
            /** @description Source of the observation: `webhook`, `import`, `sync` or `api`. */
            source: string;
        };
        Deployment: {
            /** Format: int64 */
            id: number;
            sha: string | null;
            ref: string | null;
            task: string | null;
            environment: string | null;
            description: string | null;
            production_environment: boolean | null;
            transient_environment: boolean | null;
            creator: {
                id: number | null;
                login: string | null;
            } | null;
            created_at: string | null;
            updated_at: string | null;
            repository: {
                /** Format: int64 */
                id: number;
                full_name: string | null;
            };
            /**
             * Format: date-time
             * @description When the last change of the object was observed.
             */
            synced_at: string;
            /** @description Source of the observation: `webhook`, `import`, `sync` or `api`. */
            source: string;
        };
        DeploymentWithRaw: {
            /** Format: int64 */
            id: number;
            sha: string | null;
            ref: string | null;
            task: string | null;
            environment: string | null;
            description: string | null;
            production_environment: boolean | null;
            transient_environment: boolean | null;
            creator: {
                id: number | null;
                login: string | null;
            } | null;
            created_at: string | null;
            updated_at: string | null;
            repository: {
                /** Format: int64 */
                id: number;
                full_name: string | null;
            };
            /**
             * Format: date-time
             * @description When the last change of the object was observed.
             */
            synced_at: string;
            /** @description Source of the observation: `webhook`, `import`, `sync` or `api`. */
            source: string;
            /** @description GitHub's latest object. */
            raw: {
                [key: string]: unknown;
            };
        };
        DeploymentStatus: {
            /** Format: int64 */
            id: number;
            deployment: {
                /** Format: int64 */
                id: number;
            } | null;
            /** @description `queued`, `in_progress`, `pending`, `success`, `failure`, `error` or `inactive`. */
            state: string | null;
            environment: string | null;
            description: string | null;
            creator: {
                id: number | null;
                login: string | null;
            } | null;
            environment_url: string | null;
            log_url: string | null;
            created_at: string | null;
            updated_at: string | null;
            repository: {
                /** Format: int64 */
                id: number;
                full_name: string | null;
            };
            /**
             * Format: date-time
             * @description When the last change of the object was observed.
             */
            synced_at: string;
            /** @description Source of the observation: `webhook`, `import`, `sync` or `api`. */
            source: string;
        };
        Runner: {
            /**
             * Format: int64
             * @description Unique within its repository or organisation only.
             */
            id: number;
            name: string | null;
            os: string | null;
            /** @description `online` or `offline`; null for a runner that is known from jobs only. */
            status: string | null;
            busy: boolean | null;
            /** @description Whether GitHub removes it after its first job. */
            ephemeral: boolean | null;
            labels: string[];
            runner_group_id: number | null;
            runner_group_name: string | null;
            /** @description Null for a runner of a repository. */
            organization: {
                id: number | null;
                login: string | null;
            } | null;
            /** @description Null for an object of an organisation. */
            repository: {
                /** Format: int64 */
                id: number;
                full_name: string | null;
            } | null;
            /**
             * Format: date-time
             * @description When the last change of the object was observed.
             */
            synced_at: string;
            /** @description Source of the observation: `webhook`, `import`, `sync` or `api`. */
            source: string;
        };
        Contributor: {
            /** @description Id of the account; null for an anonymous contributor. */
            id: number | null;
            login: string | null;
            /** @description `User`, `Bot` or `Anonymous`. */
            type: string | null;
            /** @description Name of an anonymous contributor. */
            name: string | null;
            /** @description Email address of an anonymous contributor. */
            email: string | null;
            avatar_url: string | null;
            html_url: string | null;
            /** @description Number of commits on the default branch. */
            contributions: number | null;
            repository: {
                /** Format: int64 */
                id: number;
                full_name: string | null;
            };
            /**
             * Format: date-time
             * @description When the last change of the object was observed.
             */
            synced_at: string;
            /** @description Source of the observation: `webhook`, `import`, `sync` or `api`. */
            source: string;
        };
        WorkflowJob: {
            /** Format: int64 */
            id: number;
            run_id: number | null;
            run_attempt: number | null;
            name: string | null;
            workflow_name: string | null;
            status: string | null;
            conclusion: string | null;
            head_branch: string | null;
            head_sha: string | null;
            runner_id: number | null;
            runner_name: string | null;
            runner_group_name: string | null;
            labels: string[];
            html_url: string | null;
            created_at: string | null;
            started_at: string | null;
            completed_at: string | null;
            repository: {
                /** Format: int64 */
                id: number;
                full_name: string | null;
            };
            /**
             * Format: date-time
             * @description When the last change of the object was observed.
             */
            synced_at: string;
            /** @description Source of the observation: `webhook`, `import`, `sync` or `api`. */
            source: string;
        };
        RepositoryStats: {
            repository: {
                /** Format: int64 */
                id: number;
                full_name: string | null;
            };
            /**
             * Format: date-time
             * @description Start of the period of the counts: Monday 00:00 UTC, 51 weeks before this one.
             */
            since: string;
            commits: {
                /**
                 * Format: int64
                 * @description Since then.
                 */
                total: number;
                /** @description False: the history of the default branch is not completely known, such as after a push, until its commits are read from GitHub. The counts then continue at the previous head of the branch: commits of the push that were known before may be missing, and commits that a force push removed, or that another branch received at the same moment, may be included. Always true with `branches=all`. */
                complete: boolean;
                /** @description 52 weeks, oldest first. */
                weeks: {
                    /**
                     * Format: date-time
                     * @description Its Monday, 00:00 UTC.
                     */
                    week: string;
                    /** Format: int64 */
                    commits: number;
                }[];
            };
            /** @description At most 100 authors of the commits since then, most active first. */
            contributors: {
                /** @description Null if GitHub knows no account with the author's email address. */
                login: string | null;
                name: string | null;
                /** Format: int64 */
                commits: number;
                first_commit_at: string | null;
                last_commit_at: string | null;
            }[];
            /** @description The main language; GitHub's list of all languages is not mirrored. */
            languages: {
                name: string;
                /** @description Null: unknown. */
                bytes: number | null;
            }[];
            issues: {
                /** Format: int64 */
                open: number;
                /** Format: int64 */
                closed: number;
            };
            pulls: {
                /** Format: int64 */
                open: number;
                /**
                 * Format: int64
                 * @description Merged or not.
                 */
                closed: number;
            };
            merges: {
                /**
                 * Format: int64
                 * @description Pull requests merged since then.
                 */
                merged: number;
                /** @description From opening to merge; null if none was merged. */
                median_seconds: number | null;
                p90_seconds: number | null;
            };
        };
        WorkflowJobWithRaw: {
            /** Format: int64 */
            id: number;
            run_id: number | null;
            run_attempt: number | null;
            name: string | null;
            workflow_name: string | null;
            status: string | null;
            conclusion: string | null;
            head_branch: string | null;
            head_sha: string | null;
            runner_id: number | null;
            runner_name: string | null;
            runner_group_name: string | null;
            labels: string[];
            html_url: string | null;
            created_at: string | null;
            started_at: string | null;
            completed_at: string | null;
            repository: {
                /** Format: int64 */
                id: number;
                full_name: string | null;
            };
            /**
             * Format: date-time
             * @description When the last change of the object was observed.
             */
            synced_at: string;
            /** @description Source of the observation: `webhook`, `import`, `sync` or `api`. */
            source: string;
            /** @description Empty until GitHub returned them. */
            steps: {
                name: string | null;
                status: string | null;
                conclusion: string | null;
                number: number | null;
                started_at: string | null;
                completed_at: string | null;
            }[];
            /** @description GitHub's latest object. */
            raw: {
                [key: string]: unknown;
            };
        };
        ActionsStats: {
            /** @enum {string} */
            by: "workflow" | "label" | "runner" | "repository";
            /** Format: date-time */
            since: string;
            /** Format: date-time */
            until: string;
            /** @description At most 100, those with most jobs first. */
            groups: {
                /** @description Name of the workflow, label, runner or repository; null: none. */
                key: string | null;
                /** @description Of a workflow or a repository; null for labels and runners. */
                repository: {
                    /** Format: int64 */
                    id: number;
                    full_name: string | null;
                } | null;
                /** Format: int64 */
                jobs: number;
                /** @description From the creation of a job to its start on a runner. */
                queue_seconds: {
                    p50: number | null;
                    p95: number | null;
                };
                /** @description From its start to its end. */
                duration_seconds: {
                    p50: number | null;
                    p95: number | null;
                };
                /** @description Failed or timed out, of all that ended and were not skipped or cancelled. */
                failure_rate: number | null;
                /** @description Jobs of a later attempt, of all. */
                rerun_rate: number | null;
                /** @description Jobs of a commit that failed and passed on that commit, and their share of those that did either. */
                flaky: {
                    /** Format: int64 */
                    count: number;
                    rate: number | null;
                };
                /** @description Sum of the durations. */
                minutes: number;
                /** @description Of a self-hosted runner: the share of the period in which it ran these jobs; null for other groups. */
                utilisation: number | null;
            }[];
            /** @description What `groups` omits; by label, jobs count once for each label. */
            other: {
                /** Format: int64 */
                groups: number;
                /** Format: int64 */
                jobs: number;
            };
        };
        ActionsQueue: {
            /** @description By the labels that the jobs require, longest waiting first; at most 100. */
            waiting: {
                /** @description In lower case, in alphabetical order. */
                labels: string[];
                /** Format: int64 */
                jobs: number;
                oldest_created_at: string | null;
                oldest: {
                    /** Format: int64 */
                    id: number;
                    name: string | null;
                    workflow: string | null;
                    repository: {
                        /** Format: int64 */
                        id: number;
                        full_name: string | null;
                    };
                    created_at: string | null;
                };
            }[];
            /**
             * Format: int64
             * @description All that wait.
             */
            waiting_jobs: number;
            /** @description Labels of waiting jobs that no online runner has; without labels of GitHub such as `ubuntu-latest`. Null for keys that are limited to some repositories, because runners of organisations are not theirs. */
            labels_without_runner: string[] | null;
            /** @description Oldest first; at most 100. */
            stuck: {
                /** Format: int64 */
                id: number;
                name: string | null;
                workflow: string | null;
                repository: {
                    /** Format: int64 */
                    id: number;
                    full_name: string | null;
                };
                created_at: string | null;
                status: string | null;
                runner: string | null;
                /**
                 * @description `long_queued`: waits for over an hour; `long_running`: runs for over six hours; `runner_offline`: runs on a self-hosted runner that is offline or was removed.
                 * @enum {string}
                 */
                reason: "long_queued" | "long_running" | "runner_offline";
            }[];
        };
        Collaborator: {
            /**
             * Format: int64
             * @description Id of the account.
             */
            id: number;
            login: string;
            /** @description The greatest that any origin grants, at least; null: unknown, because GitHub does not show the base permission of the organisation. */
            permission: ("read" | "triage" | "write" | "maintain" | "admin") | null;
            /** @description What grants it: the repository itself, its visibility, the base permission of its organisation, ownership, or a team. */
            origins: ("direct" | "internal" | "organization" | "owner" | "team")[];
            /** @description Slugs of the teams that grant it. */
            teams: string[];
            /** @description Whether it is no member of the organisation that owns the repository. */
            is_outside: boolean;
        };
        OrganizationMember: {
            /**
             * Format: int64
             * @description Id of the account.
             */
            id: number;
            login: string;
            /** @description `admin`: an owner of the organisation; `member`. */
            role: string | null;
            type: string | null;
            avatar_url: string | null;
            html_url: string | null;
            /**
             * Format: date-time
             * @description When the last change of the object was observed.
             */
            synced_at: string;
            /** @description Source of the observation: `webhook`, `import`, `sync` or `api`. */
            source: string;
        };
        Team: {
            /** Format: int64 */
            id: number;
            name: string;
            /** @description Changes with the name. */
            slug: string;
            description: string | null;
            /** @description `closed`: visible in the organisation; `secret`: to its members. */
            privacy: string | null;
            notification_setting: string | null;
            permission: string | null;
            parent: {
                /** Format: int64 */
                id: number;
            } | null;
            /**
             * Format: date-time
             * @description When the last change of the object was observed.
             */
            synced_at: string;
            /** @description Source of the observation: `webhook`, `import`, `sync` or `api`. */
            source: string;
        };
        TeamWithRaw: {
            /** Format: int64 */
            id: number;
            name: string;
            /** @description Changes with the name. */
            slug: string;
            description: string | null;
            /** @description `closed`: visible in the organisation; `secret`: to its members. */
            privacy: string | null;
            notification_setting: string | null;
            permission: string | null;
            parent: {
                /** Format: int64 */
                id: number;
            } | null;
            /**
             * Format: date-time
             * @description When the last change of the object was observed.
             */
            synced_at: string;
            /** @description Source of the observation: `webhook`, `import`, `sync` or `api`. */
            source: string;
            /** @description GitHub's latest object. */
            raw: {
                [key: string]: unknown;
            };
        };
        TeamMember: {
            /**
             * Format: int64
             * @description Id of the account.
             */
            id: number;
            login: string;
            /** Format: int64 */
            team_id: number;
            /** @description `member` or `maintainer`; null until GitHub returned it. */
            role: string | null;
            type: string | null;
            avatar_url: string | null;
            html_url: string | null;
            /**
             * Format: date-time
             * @description When the last change of the object was observed.
             */
            synced_at: string;
            /** @description Source of the observation: `webhook`, `import`, `sync` or `api`. */
            source: string;
        };
        SearchResult: {
            /** @constant */
            type: "issues";
            /**
             * Format: int64
             * @description Relevance, higher is better: 2 for a match in the title, 1 for one in the rest of the text.
             */
            score: number;
            item: components["schemas"]["Issue"];
        } | {
            /** @constant */
            type: "pulls";
            /**
             * Format: int64
             * @description Relevance, higher is better: 2 for a match in the title, 1 for one in the rest of the text.
             */
            score: number;
            item: components["schemas"]["PullRequest"];
        } | {
            /** @constant */
            type: "commits";
            /**
             * Format: int64
             * @description Relevance, higher is better: 2 for a match in the title, 1 for one in the rest of the text.
             */
            score: number;
            item: components["schemas"]["Commit"];
        };
        Installation: {
            /** Format: int64 */
            id: number;
            account: {
                id: number | null;
                login: string | null;
                type: string | null;
            } | null;
            app_id: number | null;
            app_slug: string | null;
            /** @description `all` or `selected`. */
            repository_selection: string | null;
            permissions: {
                [key: string]: unknown;
            };
            events: string[];
            suspended_at: string | null;
            created_at: string | null;
            updated_at: string | null;
            /** @description What a delivery claims and GitHub has not confirmed yet; it is not in effect. */
            pending_confirmation: {
                /** @description Whether a delivery claims that it is deleted. */
                deleted: boolean;
                /** @description GitHub's keys that would change, with their new values. */
                values: {
                    [key: string]: unknown;
                };
                /**
                 * Format: date-time
                 * @description When the delivery was received.
                 */
                since: string;
            } | null;
            /** @description Whether its name, visibility and owner come from deliveries alone, because no credential is configured. */
            unconfirmed: boolean;
            /**
             * Format: date-time
             * @description When the last change of the object was observed.
             */
            synced_at: string;
            /** @description Source of the observation: `webhook`, `import`, `sync` or `api`. */
            source: string;
        };
        RepositoryAccess: {
            repository: {
                /** Format: int64 */
                id: number;
                full_name: string;
            };
            can_read: boolean;
            /** @description The credential for requests to GitHub; null: none, and the stored data does not change. */
            through: ("installation" | "token") | null;
            installation: {
                /** Format: int64 */
                id: number;
                account: string | null;
                permissions: {
                    [key: string]: unknown;
                };
            } | null;
            /** @description Possible writes to GitHub: by the permissions of the App, and by the role of `user`. */
            can_write: {
                /** @description Null: the permissions of a token are known only when it is used. */
                settings: boolean | null;
                /** @description Null: the permissions of a token are known only when it is used. */
                labels: boolean | null;
                /** @description Null: the permissions of a token are known only when it is used. */
                runs: boolean | null;
                /** @description Null: the permissions of a token are known only when it is used. */
                runners: boolean | null;
            };
            /** @description The user that `user` names, if they can read the repository through one of their installations. */
            user: {
                id: number | null;
                login: string;
                /** @enum {string} */
                role: "read" | "triage" | "write" | "maintain" | "admin";
                /** Format: date-time */
                verified_at: string;
            } | null;
        };
        SyncStatus: {
            /**
             * @description `running`: at least one job has not ended.
             * @enum {string}
             */
            status: "idle" | "running";
            /**
             * Format: date-time
             * @description Start of the period for jobs that have ended.
             */
            since: string;
            /** @description Jobs that have not ended, and jobs that ended within the last 24 hours. */
            jobs: {
                /** Format: int64 */
                pending: number;
                /** Format: int64 */
                running: number;
                /** Format: int64 */
                completed: number;
                /** Format: int64 */
                completed_with_errors: number;
                /** Format: int64 */
                failed: number;
                /** Format: int64 */
                cancelled: number;
            };
            /** @description Tasks that wait for a worker, and tasks that are running. */
            repositories: {
                /** Format: int64 */
                pending: number;
                /** Format: int64 */
                running: number;
            };
            /** @description Of all jobs that have not ended. */
            progress: {
                /** Format: int64 */
                done: number;
                /**
                 * Format: int64
                 * @description In pages of lists, as known or estimated; at least one for each repository.
                 */
                total: number;
                /** @description Estimated seconds until the end at the current rate; null if unknown. */
                eta: number | null;
            };
            /** @description The newest jobs that have not ended. */
            open: components["schemas"]["SyncJob"][];
            /** @description The newest jobs that have ended. */
            last_runs: components["schemas"]["SyncJob"][];
        };
        SyncHealth: {
            /** @enum {string} */
            status: "healthy" | "degraded";
            reasons: string[];
            /** @description Percentage of the repositories; null if none is synced automatically. */
            coverage: number | null;
            repositories: {
                /** Format: int64 */
                auto_synced: number;
                /**
                 * Format: int64
                 * @description Synced within 30 minutes, or within their interval if that is longer.
                 */
                covered: number;
            };
            /** @description What GitHub does not return. */
            restrictions: {
                /**
                 * Format: int64
                 * @description Repositories of which GitHub does not return a list, or anything.
                 */
                repositories: number;
                /** @description The newest of these lists, at most 100. They do not lower the coverage. */
                newest: {
                    /** @description The list; `repositories`: the repository as a whole; `probe`: its comparison with GitHub. */
                    resource: string;
                    /**
                     * @description `disabled`: the feature is off; `blocked`: GitHub blocks access; `refused`: GitHub refuses the list to the configured credentials; `failed`: requests fail; `incomplete`: some objects cannot be read, and the others are mirrored. Data that is already mirrored is kept.
                     * @enum {string}
                     */
                    state: "disabled" | "blocked" | "refused" | "failed" | "incomplete";
                    /** @description GitHub's message. */
                    reason: string | null;
                    /** Format: date-time */
                    since: string;
                    /**
                     * Format: date-time
                     * @description When it was last requested: daily, or with each sync if it failed.
                     */
                    checked_at: string;
                    repository: {
                        /** Format: int64 */
                        id: number;
                        full_name: string | null;
                    };
                }[];
            };
            /** @description Installations whose last sync or import within a day failed as a whole, or which GitHub does not list completely, and accounts of `GITHUB_ORG` that could not be listed. */
            failures: {
                /** @description Null: the repositories of the configured tokens. */
                installation_id: number | null;
                account: string | null;
                /** @description One message per line. */
                reason: string;
                /** Format: date-time */
                at: string;
            }[];
            /** @description When a repository was last verified against GitHub, or updated to match it. */
            last_sync_at: string | null;
            /** @description The newest jobs that have ended. */
            last_runs: components["schemas"]["SyncJob"][];
        };
        SyncJobRepository: {
            repository: {
                /** Format: int64 */
                id: number;
                full_name: string | null;
            };
            /**
             * @description `import`: read everything; `probe`: compare with GitHub and read what changed; `sync`: read what may have changed; `full`: read every list from its beginning.
             * @enum {string}
             */
            work: "import" | "probe" | "sync" | "full";
            /** @description The resources to read; null: all. */
            resources: string[] | null;
            /** @enum {string} */
            status: "pending" | "running" | "completed" | "failed" | "cancelled" | "skipped";
            /** Format: int64 */
            pages_done: number;
            /** Format: int64 */
            pages_total: number;
            /** Format: int64 */
            requests_used: number;
            /** @description Why it failed, or which lists GitHub did not return, one per line. */
            error: string | null;
            /**
             * Format: date-time
             * @description When it last made progress.
             */
            updated_at: string;
        };
        Project: {
            /** Format: int64 */
            id: number;
            name: string;
            repository: {
                /** Format: int64 */
                id: number;
                full_name: string | null;
            };
            /** @description Null: the default branch, even after it changes. */
            branch: string | null;
            /** @description Null: the first of `docs/plan.md`, `plan.md` and `README.md` that exists. */
            plan_path: string | null;
            /** @description Paths and patterns. Null: the usual manifests, in every folder. */
            manifests: string[] | null;
            /** @description The watched files that exist. */
            files: {
                path: string;
                /** @enum {string} */
                role: "plan" | "manifest";
                sha: string;
                /** Format: int64 */
                size: number;
                /** @description Why the file could not be read. */
                error: string | null;
            }[];
            /** @description Of the newest snapshot. */
            tasks: {
                /** Format: int64 */
                done: number;
                /** Format: int64 */
                total: number;
            } | null;
            /** @description The commit whose files were read last. */
            commit_sha: string | null;
            /**
             * @description `pending`: the branch has a newer commit, or the files must be read again; `failed`: the files could not be read, or there is no such branch.
             * @enum {string}
             */
            status: "pending" | "current" | "failed";
            /** @description Why it failed, or which of its files could not be read. */
            error: string | null;
            /** @description When the files were last read. */
            processed_at: string | null;
            /** Format: date-time */
            created_at: string;
            /**
             * Format: date-time
             * @description When the settings last changed.
             */
            updated_at: string;
        };
        ProjectUpdate: {
            /** Format: int64 */
            id: number;
            /** Format: int64 */
            project_id: number;
            commit: {
                sha: string;
                message: string | null;
                author: string | null;
            };
            /** @description The commit that was read before. */
            previous_sha: string | null;
            files: {
                path: string;
                /** @enum {string} */
                change: "added" | "modified" | "removed";
            }[];
            /** @description Null if the files changed, but not their parsed content. */
            changes: {
                tasks: {
                    from: {
                        /** Format: int64 */
                        done: number;
                        /** Format: int64 */
                        total: number;
                    };
                    to: {
                        /** Format: int64 */
                        done: number;
                        /** Format: int64 */
                        total: number;
                    };
                    sections: {
                        /** @description From the outermost heading to the direct one; empty for tasks before the first heading. */
                        headings: string[];
                        from: {
                            /** Format: int64 */
                            done: number;
                            /** Format: int64 */
                            total: number;
                        } | null;
                        to: {
                            /** Format: int64 */
                            done: number;
                            /** Format: int64 */
                            total: number;
                        } | null;
                    }[];
                } | null;
                dependencies: {
                    added: components["schemas"]["Dependency"][];
                    removed: components["schemas"]["Dependency"][];
                    updated: {
                        /** @description Path of the file that declares it. */
                        manifest: string;
                        /** @enum {string} */
                        ecosystem: "npm" | "pypi" | "cargo" | "go" | "docker" | "maven" | "rubygems";
                        name: string;
                        /** @enum {string} */
                        kind: "prod" | "dev" | "peer" | "optional" | "build" | "indirect";
                        from: string | null;
                        to: string | null;
                    }[];
                };
            } | null;
            /** Format: date-time */
            created_at: string;
        };
        Dependency: {
            /** @description Path of the file that declares it. */
            manifest: string;
            /** @enum {string} */
            ecosystem: "npm" | "pypi" | "cargo" | "go" | "docker" | "maven" | "rubygems";
            name: string;
            /** @description Version or constraint as written in the file. */
            requirement: string | null;
            /** @enum {string} */
            kind: "prod" | "dev" | "peer" | "optional" | "build" | "indirect";
        };
        ProgressSnapshot: {
            /** Format: int64 */
            id: number;
            /** Format: int64 */
            project_id: number;
            commit_sha: string;
            /** @description Null if there is no plan. */
            plan_path: string | null;
            tasks: {
                /** Format: int64 */
                done: number;
                /** Format: int64 */
                total: number;
            };
            /** @description The tasks directly under each heading that has any. */
            sections: {
                /** Format: int64 */
                done: number;
                /** Format: int64 */
                total: number;
                /** @description From the outermost heading to the direct one; empty for tasks before the first heading. */
                headings: string[];
            }[];
            /** @description Of a file that could not be read, those that were read last. */
            dependencies: components["schemas"]["Dependency"][];
            /** @description Files, or lines of them, that could not be read. */
            errors: {
                path: string;
                error: string;
            }[];
            /** Format: date-time */
            created_at: string;
        };
        WebhookConfig: {
            /** Format: int64 */
            id: number;
            /** @description GitHub's id of the hook; null while it is unknown whether GitHub created it. */
            hook_id: number | null;
            /** @description Null for a hook of an organisation. */
            repository: {
                /** Format: int64 */
                id: number;
                full_name: string | null;
            } | null;
            /** @description Null for a hook of a repository. */
            organization: string | null;
            /** @description URL that GitHub sends to: `GITHUB_WEBHOOK_URL` at the time of registration. */
            url: string | null;
            /** @description Events that GitHub sends; `*`: all. */
            events: string[];
            /** @description Process only these; null: all. */
            actions: string[] | null;
            /** @description Process only deliveries of these; null: all. */
            repositories: string[] | null;
            /** @description Whether GitHub sends events to the hook. */
            active: boolean;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        WebhookConfigWithSecret: {
            /** Format: int64 */
            id: number;
            /** @description GitHub's id of the hook; null while it is unknown whether GitHub created it. */
            hook_id: number | null;
            /** @description Null for a hook of an organisation. */
            repository: {
                /** Format: int64 */
                id: number;
                full_name: string | null;
            } | null;
            /** @description Null for a hook of a repository. */
            organization: string | null;
            /** @description URL that GitHub sends to: `GITHUB_WEBHOOK_URL` at the time of registration. */
            url: string | null;
            /** @description Events that GitHub sends; `*`: all. */
            events: string[];
            /** @description Process only these; null: all. */
            actions: string[] | null;
            /** @description Process only deliveries of these; null: all. */
            repositories: string[] | null;
            /** @description Whether GitHub sends events to the hook. */
            active: boolean;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            /** @description The secret with which GitHub signs. It is returned only here. */
            secret: string;
        };
        WebhookEvent: {
            /** Format: uuid */
            delivery_id: string;
            event: string;
            action: string | null;
            /**
             * @description `failed` is retried, `parked` requires a manual action, `ignored` has nothing to apply.
             * @enum {string}
             */
            status: "received" | "processing" | "processed" | "ignored" | "failed" | "parked";
            /** Format: int64 */
            attempts: number;
            error: string | null;
            hook_id: number | null;
            /** @description The webhook config whose secret signed it, which limits the objects that it may change; null: signed with a secret of the deployment. */
            webhook_config_id: number | null;
            /** @description Whether it contains claims that wait for confirmation by GitHub, such as that a repository is deleted. */
            pending_confirmation: boolean;
            /** @description Whether it changed something that only GitHub can confirm, while no credential is configured. */
            unconfirmed: boolean;
            installation_id: number | null;
            repository: {
                /** Format: int64 */
                id: number;
                full_name: string | null;
            } | null;
            /** Format: int64 */
            body_bytes: number;
            /** Format: date-time */
            received_at: string;
            processed_at: string | null;
            retry_at: string | null;
        };
        WebhookEventWithPayload: {
            /** Format: uuid */
            delivery_id: string;
            event: string;
            action: string | null;
            /**
             * @description `failed` is retried, `parked` requires a manual action, `ignored` has nothing to apply.
             * @enum {string}
             */
            status: "received" | "processing" | "processed" | "ignored" | "failed" | "parked";
            /** Format: int64 */
            attempts: number;
            error: string | null;
            hook_id: number | null;
            /** @description The webhook config whose secret signed it, which limits the objects that it may change; null: signed with a secret of the deployment. */
            webhook_config_id: number | null;
            /** @description Whether it contains claims that wait for confirmation by GitHub, such as that a repository is deleted. */
            pending_confirmation: boolean;
            /** @description Whether it changed something that only GitHub can confirm, while no credential is configured. */
            unconfirmed: boolean;
            installation_id: number | null;
            repository: {
                /** Format: int64 */
                id: number;
                full_name: string | null;
            } | null;
            /** Format: int64 */
            body_bytes: number;
            /** Format: date-time */
            received_at: string;
            processed_at: string | null;
            retry_at: string | null;
            /** @description Null if retention has removed the body. */
            headers: {
                [key: string]: string;
            } | null;
            /** @description Paths in the payload that are null, or removed from lists, for an API key limited to some repositories because they concern others; at most 100 paths. `*`: the whole payload, if it cannot be searched for such values, for example above 4 MiB. */
            hidden_fields: string[];
            /** @description The decoded body; null if it is no longer stored, or is not a JSON object. A body over 256 KiB is returned exactly as received. */
            payload: {
                [key: string]: unknown;
            } | null;
        };
        WebhookStats: {
            /** Format: date-time */
            since: string;
            /** Format: int64 */
            total: number;
            by_status: {
                /** Format: int64 */
                received: number;
                /** Format: int64 */
                processing: number;
                /** Format: int64 */
                processed: number;
                /** Format: int64 */
                ignored: number;
                /** Format: int64 */
                failed: number;
                /** Format: int64 */
                parked: number;
            };
            by_event: {
                event: string;
                /** Format: int64 */
                total: number;
                by_status: {
                    /** Format: int64 */
                    received: number;
                    /** Format: int64 */
                    processing: number;
                    /** Format: int64 */
                    processed: number;
                    /** Format: int64 */
                    ignored: number;
                    /** Format: int64 */
                    failed: number;
                    /** Format: int64 */
                    parked: number;
                };
            }[];
        };
        WebhookHealth: {
            /** @enum {string} */
            status: "healthy" | "unhealthy";
            /** Format: date-time */
            since: string;
            /**
             * Format: int64
             * @description Processed or ignored.
             */
            succeeded: number;
            /**
             * Format: int64
             * @description Failed and waiting for a retry, or parked.
             */
            failed: number;
            /**
             * Format: int64
             * @description Received or being processed, whenever they arrived; at most 100,000 of each.
             */
            waiting: number;
            /** @description Seconds since the oldest unprocessed delivery arrived; 0 if none waits. Null for keys that are limited to some repositories. */
            oldest_waiting_seconds: number | null;
            /** @description Null if none ended. */
            success_rate: number | null;
            /** @description Null if no delivery was ever received. */
            last_delivery_at: string | null;
            /** @description Why deliveries seem to be missing: the pause since the last one is longer than any in the last week of deliveries, or a periodic sync found changes that no delivery reported. Null if none seem to be missing. */
            silence: {
                /** @description When the last delivery was received; null if none was. */
                since: string | null;
                reason: string;
            } | null;
        };
        RateLimit: {
            /** @description Fingerprint: the first 12 hex digits of a SHA-256. */
            credential: string;
            /** @description GitHub's rate-limit resource, such as `core`, `search`, `graphql`. */
            resource: string;
            /** @description Null if GitHub has not reported it. */
            limit: number | null;
            /** Format: int64 */
            used: number;
            /** @description Null if GitHub has reported no limit. */
            remaining: number | null;
            /** @description Null if no window is open: no request since the last reset. */
            reset_at: string | null;
            /** @description Until when GitHub demands a pause; null if it does not. */
            closed_until: string | null;
            /** @description Requests in progress; null if unknown. */
            in_flight: number | null;
            /** @description Recent usage per hour by all clients of the credential, including those other than Hubtwin; null if unknown. */
            pace_per_hour: number | null;
            /**
             * Format: date-time
             * @description When GitHub reported it.
             */
            seen_at: string;
            /** @description How requests of normal and low priority are paced now, and why. */
            strategy: {
                /** @enum {string} */
                name: "adaptive" | "conservative" | "aggressive";
                reason: string;
            };
            /** @description Null if the limit lasts until its reset. */
            exhaustion: components["schemas"]["Exhaustion"] | null;
        };
        Exhaustion: {
            /** Format: date-time */
            exhausted_at: string;
            /** Format: int64 */
            before_reset_seconds: number;
            /** @description As a sentence, with times in UTC. */
            message: string;
        };
        RateLimitHealth: {
            /**
             * @description The most severe of the reasons.
             * @enum {string}
             */
            status: "healthy" | "warning" | "critical";
            reasons: {
                /** @enum {string} */
                severity: "warning" | "critical";
                credential: string;
                /** @description Null if it concerns the whole credential. */
                resource: string | null;
                message: string;
            }[];
        };
        RateLimitSample: {
            /**
             * Format: date-time
             * @description The minute of the sample.
             */
            sampled_at: string;
            /** @description Fingerprint: the first 12 hex digits of a SHA-256. */
            credential: string;
            /** @description GitHub's rate-limit resource, such as `core`, `search`, `graphql`. */
            resource: string;
            /** @description Null if GitHub has not reported it. */
            limit: number | null;
            /** Format: int64 */
            used: number;
            /** @description Null if GitHub has reported no limit. */
            remaining: number | null;
            /** @description Null if no window is open: no request since the last reset. */
            reset_at: string | null;
            /** @description Until when GitHub demands a pause; null if it does not. */
            closed_until: string | null;
            /** @description Requests in progress; null if unknown. */
            in_flight: number | null;
            /** @description Recent usage per hour by all clients of the credential, including those other than Hubtwin; null if unknown. */
            pace_per_hour: number | null;
            /**
             * Format: date-time
             * @description When GitHub reported it.
             */
            seen_at: string;
        };
        TrackedRateLimits: {
            rate_limits: components["schemas"]["RateLimit"][];
            /** @description The credentials whose request failed, with the code of the problem. */
            failures: {
                credential: string;
                code: string;
                message: string;
            }[];
        };
        Status: {
            rate_limits: components["schemas"]["RateLimit"][];
            strategy: {
                /** @enum {string} */
                configured: "adaptive" | "conservative" | "aggressive";
                /** @description `GITHUB_MAX_REQUESTS_PER_HOUR`; null if it is not set. */
                max_requests_per_hour: number | null;
            };
            /** @description Requests of all processes to GitHub within about a day, counted from a full hour. */
            requests: {
                /** Format: date-time */
                since: string;
                /**
                 * Format: int64
                 * @description Responses, unsuccessful ones included.
                 */
                answers: number;
                /**
                 * Format: int64
                 * @description Of these, `304 Not Modified`, which do not count against the rate limit.
                 */
                not_modified: number;
                /**
                 * Format: int64
                 * @description Of these, refusals because of a rate limit.
                 */
                refused: number;
                /** @description Mean duration of a response; null if there was none. */
                mean_seconds: number | null;
                last_request_at: string | null;
                /** @description Failed requests by error code. */
                errors: {
                    [key: string]: number;
                };
                /** @description The same for each service. */
                services: {
                    service: string;
                    /**
                     * Format: int64
                     * @description Responses, unsuccessful ones included.
                     */
                    answers: number;
                    /**
                     * Format: int64
                     * @description Of these, `304 Not Modified`, which do not count against the rate limit.
                     */
                    not_modified: number;
                    /**
                     * Format: int64
                     * @description Of these, refusals because of a rate limit.
                     */
                    refused: number;
                    /** @description Mean duration of a response; null if there was none. */
                    mean_seconds: number | null;
                    last_request_at: string | null;
                    /** @description Failed requests by error code. */
                    errors: {
                        [key: string]: number;
                    };
                }[];
            };
            /** @description The credentials for requests. */
            credentials: {
                fingerprint: string;
                /** @enum {string} */
                kind: "token" | "app" | "installation";
                /** @description Only for an installation. */
                installation_id: number | null;
                /** @description For example `classic`, `fine-grained`, `app`; null if it was not checked yet. */
                type: string | null;
                /** @description The account of the token, or the slug of the App; null if GitHub does not report it. */
                login: string | null;
                /** @description For classic and OAuth tokens; null if GitHub reports none. */
                scopes: string[] | null;
                /** @description For the App and its installations; null if GitHub does not report them. */
                permissions: {
                    [key: string]: string;
                } | null;
                /** @description Null: it does not expire, or GitHub does not report when. */
                expires_at: string | null;
                /** @description When it was last checked with GitHub; null if never. */
                checked_at: string | null;
                /** @description Why GitHub refused it then; null if it did not. */
                error: string | null;
            }[];
            /** @description Credentials that GitHub refuses, that expire within seven days, or that have no requests left. */
            warnings: {
                /** @enum {string} */
                code: "credential_expires" | "credential_expired" | "credential_refused" | "credential_exhausted";
                /** @description Its fingerprint. */
                credential: string;
                message: string;
            }[];
            repositories: {
                /** Format: int64 */
                tracked: number;
                /** Format: int64 */
                auto_synced: number;
                /**
                 * Format: int64
                 * @description Repositories whose last sync failed.
                 */
                failing: number;
            };
        };
        ApiKey: {
            /** Format: int64 */
            id: number;
            name: string;
            /** @description The first characters of the key, to identify it. */
            prefix: string;
            scopes: ("read" | "write" | "admin")[];
            /** @description The only repositories that the key can access; null: all. Excludes those that were purged. */
            repositories: {
                /** Format: int64 */
                id: number;
                full_name: string | null;
            }[] | null;
            expires_at: string | null;
            revoked_at: string | null;
            /** @description Rounded to the minute. */
            last_used_at: string | null;
            /** Format: date-time */
            created_at: string;
            /** @description An actor as in the audit log; null if the key was not created through the API. */
            created_by: string | null;
        };
        CreatedApiKey: {
            /** Format: int64 */
            id: number;
            name: string;
            /** @description The first characters of the key, to identify it. */
            prefix: string;
            scopes: ("read" | "write" | "admin")[];
            /** @description The only repositories that the key can access; null: all. Excludes those that were purged. */
            repositories: {
                /** Format: int64 */
                id: number;
                full_name: string | null;
            }[] | null;
            expires_at: string | null;
            revoked_at: string | null;
            /** @description Rounded to the minute. */
            last_used_at: string | null;
            /** Format: date-time */
            created_at: string;
            /** @description An actor as in the audit log; null if the key was not created through the API. */
            created_by: string | null;
            /** @description The key itself. It is returned only here; only its hash is stored. */
            key: string;
        };
        AuditEntry: {
            /** Format: int64 */
            id: number;
            /** Format: date-time */
            recorded_at: string;
            /** @description `api_key:7`; `admin`: the configured key; `github:octocat`: a user who installed the App; `anonymous`: no valid key; otherwise the name of a process. */
            actor: string;
            /** @description Name of the API key at that time. */
            actor_name: string | null;
            /** @description The operation id, or `api_key.used`: the first use of a key on a day (UTC). */
            action: string;
            /** @description Path of the request. */
            resource: string;
            /**
             * @description `refused`: the key, its scope or the OAuth state was missing or invalid, or a limit was exceeded.
             * @enum {string}
             */
            outcome: "succeeded" | "refused" | "failed";
            /** @description Status of the response. */
            status: number | null;
            /**
             * Format: int64
             * @description Number of refusals: those of one minute are combined.
             */
            count: number;
            request_id: string | null;
            /** @description Address of the client; of an IPv6 address its network. */
            address: string | null;
            /** @description Body of the request, without its secrets. */
            details: Record<string, never> | unknown[] | string | number | boolean | null;
        };
        SecretRotation: {
            /** @description Id of the current encryption key. */
            current_key: string;
            tables: {
                table: string;
                column: string;
                /**
                 * Format: int64
                 * @description Secrets that were re-encrypted.
                 */
                rotated: number;
                /**
                 * Format: int64
                 * @description Secrets that no configured key can decrypt; they are unchanged.
                 */
                unreadable: number;
            }[];
        };
    };
    responses: {
        /** @description An error. */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        status: "ok";
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        status: "ready";
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getOpenApi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        openapi: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getDocs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getRedoc: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listRepositories: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                /** @description Login of the owner, case-insensitive. */
                owner?: string;
                /** @description The main language, case-insensitive. */
                language?: string;
                visibility?: "public" | "private" | "internal";
                archived?: "true" | "false";
                fork?: "true" | "false";
                /** @description A topic; `none`: without topics; `*`: with any. */
                topic?: string;
                sort?: "full_name" | "created" | "updated" | "pushed";
                direction?: "asc" | "desc";
                /** @description `all`: includes repositories that no credential can access any more; they have `inaccessible_since`. */
                accessible?: "true" | "all";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Repository"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createRepository: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "repository": "octo-org/octo-repo",
                 *       "sync_interval_minutes": 60
                 *     }
                 */
                "application/json": components["schemas"]["NewRepository"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RepositoryWithSyncJob"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RepositoryWithSyncJob"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getRepositoryById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description GitHub's numeric id. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Repository"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getRepository: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Repository"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteRepository: {
        parameters: {
            query: {
                /** @description Confirms the name of the repository, case-insensitive: a path that a client or a proxy has rewritten deletes nothing. */
                confirm: string;
            };
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the response has no content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    updateRepository: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "auto_sync_enabled": true,
                 *       "sync_interval_minutes": 60
                 *     }
                 */
                "application/json": components["schemas"]["TrackingSettings"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Repository"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    syncRepository: {
        parameters: {
            query?: {
                wait?: boolean;
            };
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "force": false
                 *     }
                 */
                "application/json": components["schemas"]["RepositorySyncRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RepositorySync"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RepositorySync"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getRepositoryInfo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RepositoryWithRaw"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    invalidateCache: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "pattern": "pull_*"
                 *     }
                 */
                "application/json": components["schemas"]["CacheInvalidation"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        status: "invalidated";
                        pattern: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listBranches: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                protected?: "true" | "false";
                /** @description The sort field. */
                sort?: "name";
                direction?: "asc" | "desc";
            };
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Branch"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listTags: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                /** @description The sort field. */
                sort?: "name";
                direction?: "asc" | "desc";
            };
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Tag"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listCommits: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                /** @description Login of the author, case-insensitive. */
                author?: string;
                /** @description Only commits at or after this time. */
                since?: string;
                /** @description Only commits before this time. */
                until?: string;
                /** @description Name of a branch, or hash of a commit: only this commit and its ancestors, as far as they are stored. The history of a new branch starts with its first push until its commits are read: by a forced sync, or when they reach the default branch. */
                sha?: string;
                /** @description The sort field. */
                sort?: "committed";
                direction?: "asc" | "desc";
            };
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Commit"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getCommit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
                sha: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommitWithRaw"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listLabels: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                /** @description The sort field. */
                sort?: "name";
                direction?: "asc" | "desc";
            };
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Label"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createLabel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "bug",
                 *       "color": "f29513",
                 *       "description": "Something is not working"
                 *     }
                 */
                "application/json": components["schemas"]["NewLabel"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Label"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listMilestones: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                state?: "open" | "closed" | "all";
                /** @description The sort field. */
                sort?: "number" | "due_on";
                direction?: "asc" | "desc";
            };
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Milestone"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listIssues: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                state?: "open" | "closed" | "all";
                /** @description Login of the author, case-insensitive. */
                author?: string;
                /** @description GitHub's name for `author`. */
                creator?: string;
                /** @description Login of an assignee, case-insensitive; `none`: without an assignee; `*`: with any. */
                assignee?: string;
                /** @description Names separated by commas, case-insensitive: objects that have all of them. */
                labels?: string;
                /** @description Only objects updated at or after this time. */
                since?: string;
                /** @description Number of the milestone; `none`: without a milestone; `*`: with any. */
                milestone?: string;
                /** @description With `updated`, an object that is updated while pages are read moves behind the reader, who can miss it. The order by `created`, `number` and `id` does not change with updates. */
                sort?: "updated" | "created" | "number" | "comments" | "id";
                direction?: "asc" | "desc";
            };
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Issue"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getIssue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
                /** @description Number within the repository. */
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssueWithRaw"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listPullRequests: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                state?: "open" | "closed" | "all";
                /** @description Login of the author, case-insensitive. */
                author?: string;
                /** @description GitHub's name for `author`. */
                creator?: string;
                /** @description Login of an assignee, case-insensitive; `none`: without an assignee; `*`: with any. */
                assignee?: string;
                /** @description Names separated by commas, case-insensitive: objects that have all of them. */
                labels?: string;
                /** @description Only objects updated at or after this time. */
                since?: string;
                /** @description Name of the base branch. */
                base?: string;
                /** @description Name of the head branch, or `owner:name`. */
                head?: string;
                /** @description Login of a requested reviewer, case-insensitive; `none`: without one; `*`: with any. */
                reviewer?: string;
                /** @description Slug of a team whose review is requested; `none`: without one; `*`: with any. */
                team?: string;
                /** @description The same as `reviewer`: the name of the field. */
                requested_reviewer?: string;
                /** @description Number of the milestone; `none`: without a milestone; `*`: with any. */
                milestone?: string;
                /** @description With `updated`, an object that is updated while pages are read moves behind the reader, who can miss it. The order by `created`, `number` and `id` does not change with updates. */
                sort?: "updated" | "created" | "number" | "comments" | "id";
                direction?: "asc" | "desc";
            };
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["PullRequest"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getPullRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
                /** @description Number within the repository. */
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PullRequestWithRaw"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listCommitsOfPullRequests: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                /** @description Hash: the pull requests with this commit. */
                sha?: string;
                /** @description The sort field. */
                sort?: "number";
                direction?: "asc" | "desc";
            };
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["PullRequestCommit"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listPullRequestCommits: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                /** @description Hash: the pull requests with this commit. */
                sha?: string;
                /** @description The sort field. */
                sort?: "number";
                direction?: "asc" | "desc";
            };
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
                /** @description Number within the repository. */
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["PullRequestCommit"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listComments: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                /** @description Login of the author, case-insensitive. */
                author?: string;
                /** @description Only comments updated at or after this time. */
                since?: string;
                /** @description With `updated`, an object that is updated while pages are read moves behind the reader, who can miss it. The order by `created`, `number` and `id` does not change with updates. */
                sort?: "created" | "updated" | "id";
                direction?: "asc" | "desc";
            };
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["IssueComment"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listIssueComments: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                /** @description Login of the author, case-insensitive. */
                author?: string;
                /** @description Only comments updated at or after this time. */
                since?: string;
                /** @description The sort field. */
                sort?: "created";
                direction?: "asc" | "desc";
            };
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
                /** @description Number within the repository. */
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["IssueComment"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getComment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
                /** @description GitHub's numeric id. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssueCommentWithRaw"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listReviewComments: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                /** @description Login of the author, case-insensitive. */
                author?: string;
                /** @description Only comments updated at or after this time. */
                since?: string;
                /** @description With `updated`, an object that is updated while pages are read moves behind the reader, who can miss it. The order by `created`, `number` and `id` does not change with updates. */
                sort?: "created" | "updated" | "id";
                direction?: "asc" | "desc";
            };
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ReviewComment"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listPullRequestComments: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                /** @description Login of the author, case-insensitive. */
                author?: string;
                /** @description Only comments updated at or after this time. */
                since?: string;
                /** @description The sort field. */
                sort?: "created";
                direction?: "asc" | "desc";
            };
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
                /** @description Number within the repository. */
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ReviewComment"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getReviewComment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
                /** @description GitHub's numeric id. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewCommentWithRaw"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listReviews: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                /** @description Login of the author, case-insensitive. */
                author?: string;
                /** @description `approved`, `changes_requested`, `commented` or `dismissed`. */
                state?: string;
                /** @description The sort field. */
                sort?: "submitted" | "id";
                direction?: "asc" | "desc";
            };
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Review"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listPullRequestReviews: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                /** @description Login of the author, case-insensitive. */
                author?: string;
                /** @description `approved`, `changes_requested`, `commented` or `dismissed`. */
                state?: string;
                /** @description The sort field. */
                sort?: "submitted";
                direction?: "asc" | "desc";
            };
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
                /** @description Number within the repository. */
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Review"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
                /** @description GitHub's numeric id. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewWithRaw"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listReviewThreads: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                resolved?: "true" | "false";
                /** @description Path of the file. */
                path?: string;
                /** @description The sort field. */
                sort?: "comment" | "id";
                direction?: "asc" | "desc";
            };
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ReviewThread"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listPullRequestThreads: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                resolved?: "true" | "false";
                /** @description Path of the file. */
                path?: string;
                /** @description The sort field. */
                sort?: "comment";
                direction?: "asc" | "desc";
            };
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
                /** @description Number within the repository. */
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ReviewThread"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getReviewThread: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
                node_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewThreadWithRaw"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listReleases: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                /** @description The sort field. */
                sort?: "created";
                direction?: "asc" | "desc";
            };
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Release"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listWorkflows: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                /** @description The sort field. */
                sort?: "id";
                direction?: "asc" | "desc";
            };
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Workflow"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listWorkflowRuns: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                /** @description A status or a conclusion, as on GitHub. */
                status?: "requested" | "waiting" | "pending" | "queued" | "in_progress" | "completed" | "success" | "failure" | "cancelled" | "skipped" | "neutral" | "timed_out" | "action_required" | "stale" | "startup_failure";
                conclusion?: "success" | "failure" | "cancelled" | "skipped" | "neutral" | "timed_out" | "action_required" | "stale" | "startup_failure";
                /** @description Name of the head branch. */
                branch?: string;
                /** @description The event that triggered it, for example `push`. */
                event?: string;
                /** @description Login of the actor who triggered it, case-insensitive. */
                actor?: string;
                head_sha?: string;
                /** @description A day or a time, or a range: `2026-01-31`, `>=2026-01-31`, `2026-01-01..2026-01-31`. */
                created?: string;
                workflow_id?: number;
                /** @description The sort field. */
                sort?: "created" | "id";
                direction?: "asc" | "desc";
            };
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["WorkflowRun"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getWorkflowRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
                /** @description GitHub's numeric id. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowRunWithRaw"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listCheckSuites: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                status?: "queued" | "in_progress" | "completed" | "waiting" | "requested" | "pending";
                conclusion?: "success" | "failure" | "cancelled" | "skipped" | "neutral" | "timed_out" | "action_required" | "stale" | "startup_failure";
                /** @description Slug of the App. */
                app?: string;
                /** @description The sort field. */
                sort?: "created" | "id";
                direction?: "asc" | "desc";
            };
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["CheckSuite"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listCommitCheckSuites: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                status?: "queued" | "in_progress" | "completed" | "waiting" | "requested" | "pending";
                conclusion?: "success" | "failure" | "cancelled" | "skipped" | "neutral" | "timed_out" | "action_required" | "stale" | "startup_failure";
                /** @description Slug of the App. */
                app?: string;
                /** @description The sort field. */
                sort?: "created";
                direction?: "asc" | "desc";
            };
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
                sha: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["CheckSuite"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getCheckSuite: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
                /** @description GitHub's numeric id. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckSuiteWithRaw"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listCheckRuns: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                status?: "queued" | "in_progress" | "completed" | "waiting" | "requested" | "pending";
                conclusion?: "success" | "failure" | "cancelled" | "skipped" | "neutral" | "timed_out" | "action_required" | "stale" | "startup_failure";
                /** @description Slug of the App. */
                app?: string;
                /** @description Name of the check. */
                name?: string;
                /** @description The sort field. */
                sort?: "started" | "id";
                direction?: "asc" | "desc";
            };
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["CheckRun"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listCommitCheckRuns: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                status?: "queued" | "in_progress" | "completed" | "waiting" | "requested" | "pending";
                conclusion?: "success" | "failure" | "cancelled" | "skipped" | "neutral" | "timed_out" | "action_required" | "stale" | "startup_failure";
                /** @description Slug of the App. */
                app?: string;
                /** @description Name of the check. */
                name?: string;
                /** @description The sort field. */
                sort?: "started";
                direction?: "asc" | "desc";
            };
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
                sha: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["CheckRun"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getCheckRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
                /** @description GitHub's numeric id. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckRunWithRaw"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listStatuses: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                /** @description `pending`, `success`, `failure` or `error`. */
                state?: string;
                /** @description Name of the integration’s check. */
                context?: string;
                /** @description The sort field. */
                sort?: "created" | "id";
                direction?: "asc" | "desc";
            };
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["CommitStatus"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listCommitStatuses: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                /** @description `pending`, `success`, `failure` or `error`. */
                state?: string;
                /** @description Name of the integration’s check. */
                context?: string;
                /** @description The sort field. */
                sort?: "created";
                direction?: "asc" | "desc";
            };
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
                sha: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["CommitStatus"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listDeployments: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                /** @description Name of the environment. */
                environment?: string;
                /** @description The branch, tag or hash that was deployed. */
                ref?: string;
                sha?: string;
                /** @description The sort field. */
                sort?: "created" | "id";
                direction?: "asc" | "desc";
            };
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Deployment"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getDeployment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
                /** @description GitHub's numeric id. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeploymentWithRaw"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listDeploymentStatuses: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                state?: string;
                /** @description Name of the environment. */
                environment?: string;
                /** @description The sort field. */
                sort?: "created" | "id";
                direction?: "asc" | "desc";
            };
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["DeploymentStatus"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listStatusesOfDeployment: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                state?: string;
                /** @description Name of the environment. */
                environment?: string;
                /** @description The sort field. */
                sort?: "created";
                direction?: "asc" | "desc";
            };
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
                /** @description GitHub's numeric id. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["DeploymentStatus"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listRunners: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                status?: "online" | "offline";
                busy?: "true" | "false";
                name?: string;
                /** @description Names separated by commas, case-insensitive: runners that have all of them. */
                labels?: string;
                /** @description The sort field. */
                sort?: "id";
                direction?: "asc" | "desc";
            };
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Runner"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listContributors: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                /** @description The sort field. */
                sort?: "contributions";
                direction?: "asc" | "desc";
            };
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Contributor"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listWorkflowJobs: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
                /** @description Id of the run. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["WorkflowJob"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                        /** @description False: no jobs are known yet, and they are being fetched from GitHub. */
                        complete: boolean;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getCommitState: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
                sha: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        sha: string;
                        /** @description Null: the commit has no checks. */
                        state: ("success" | "failure" | "error" | "pending") | null;
                        /** Format: int64 */
                        total: number;
                        /** Format: int64 */
                        failing: number;
                        /** Format: int64 */
                        pending: number;
                        /** @description The last check run of each name, and the last status of each context. */
                        contexts: {
                            /** @enum {string} */
                            kind: "check_run" | "status";
                            /** @description Name of the check run, or context of the status. */
                            name: string | null;
                            state: ("success" | "failure" | "error" | "pending") | null;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getRepositoryStats: {
        parameters: {
            query?: {
                /** @description Which commits are counted: those reachable from the head of the default branch, or all that are stored, including those of deleted branches. */
                branches?: "default" | "all";
            };
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RepositoryStats"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listAllIssues: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                state?: "open" | "closed" | "all";
                /** @description Login of the author, case-insensitive. */
                author?: string;
                /** @description GitHub's name for `author`. */
                creator?: string;
                /** @description Login of an assignee, case-insensitive; `none`: without an assignee; `*`: with any. */
                assignee?: string;
                /** @description Names separated by commas, case-insensitive: objects that have all of them. */
                labels?: string;
                /** @description Only objects updated at or after this time. */
                since?: string;
                /** @description With `updated`, an object that is updated while pages are read moves behind the reader, who can miss it. The order by `created`, `number` and `id` does not change with updates. */
                sort?: "updated" | "created" | "comments" | "id";
                direction?: "asc" | "desc";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Issue"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listAllPullRequests: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                state?: "open" | "closed" | "all";
                /** @description Login of the author, case-insensitive. */
                author?: string;
                /** @description GitHub's name for `author`. */
                creator?: string;
                /** @description Login of an assignee, case-insensitive; `none`: without an assignee; `*`: with any. */
                assignee?: string;
                /** @description Names separated by commas, case-insensitive: objects that have all of them. */
                labels?: string;
                /** @description Only objects updated at or after this time. */
                since?: string;
                /** @description Name of the base branch. */
                base?: string;
                /** @description Name of the head branch, or `owner:name`. */
                head?: string;
                /** @description Login of a requested reviewer, case-insensitive; `none`: without one; `*`: with any. */
                reviewer?: string;
                /** @description Slug of a team whose review is requested; `none`: without one; `*`: with any. */
                team?: string;
                /** @description The same as `reviewer`: the name of the field. */
                requested_reviewer?: string;
                /** @description With `updated`, an object that is updated while pages are read moves behind the reader, who can miss it. The order by `created`, `number` and `id` does not change with updates. */
                sort?: "updated" | "created" | "comments" | "id";
                direction?: "asc" | "desc";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["PullRequest"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listAllWorkflowRuns: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                /** @description A status or a conclusion, as on GitHub. */
                status?: "requested" | "waiting" | "pending" | "queued" | "in_progress" | "completed" | "success" | "failure" | "cancelled" | "skipped" | "neutral" | "timed_out" | "action_required" | "stale" | "startup_failure";
                conclusion?: "success" | "failure" | "cancelled" | "skipped" | "neutral" | "timed_out" | "action_required" | "stale" | "startup_failure";
                /** @description Name of the head branch. */
                branch?: string;
                /** @description The event that triggered it, for example `push`. */
                event?: string;
                /** @description Login of the actor who triggered it, case-insensitive. */
                actor?: string;
                head_sha?: string;
                /** @description A day or a time, or a range: `2026-01-31`, `>=2026-01-31`, `2026-01-01..2026-01-31`. */
                created?: string;
                /** @description The sort field. */
                sort?: "created" | "id";
                direction?: "asc" | "desc";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["WorkflowRun"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listAllRunners: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                status?: "online" | "offline";
                busy?: "true" | "false";
                name?: string;
                /** @description Names separated by commas, case-insensitive: runners that have all of them. */
                labels?: string;
                /** @description The sort field. */
                sort?: "id";
                direction?: "asc" | "desc";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Runner"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listAllWorkflowJobs: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                status?: "requested" | "waiting" | "pending" | "queued" | "in_progress" | "completed";
                conclusion?: "success" | "failure" | "cancelled" | "skipped" | "neutral" | "timed_out" | "action_required" | "stale" | "startup_failure";
                /** @description Labels of runners, separated by commas, case-insensitive: jobs that require all of them. */
                label?: string;
                /** @description Name of the runner. */
                runner?: string;
                /** @description Name of the workflow. */
                workflow?: string;
                /** @description Only jobs created at or after this time. */
                since?: string;
                /** @description Only jobs created before this time. */
                until?: string;
                repository?: string;
                /** @description The sort field. */
                sort?: "created" | "id";
                direction?: "asc" | "desc";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["WorkflowJob"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getWorkflowJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description GitHub's numeric id. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowJobWithRaw"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getActionsStats: {
        parameters: {
            query?: {
                /** @description What is a group. */
                by?: "workflow" | "label" | "runner" | "repository";
                /** @description Start of the period; default: seven days before its end. */
                since?: string;
                /** @description End of the period; default: the end of this minute. */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionsStats"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getActionsQueue: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionsQueue"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listCollaborators: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                /** @description Only people with exactly this one. */
                permission?: "read" | "triage" | "write" | "maintain" | "admin";
                /** @description Only people to whom this grants any. */
                origin?: "direct" | "internal" | "organization" | "owner" | "team";
            };
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Collaborator"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listOrganizationMembers: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                role?: "admin" | "member";
                /** @description The sort field. */
                sort?: "login" | "id";
                direction?: "asc" | "desc";
            };
            header?: never;
            path: {
                /** @description Login of the organisation, case-insensitive. */
                org: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["OrganizationMember"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listTeams: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                privacy?: "closed" | "secret";
                /** @description Id of the parent. */
                parent?: number;
                /** @description The sort field. */
                sort?: "name" | "id";
                direction?: "asc" | "desc";
            };
            header?: never;
            path: {
                /** @description Login of the organisation, case-insensitive. */
                org: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Team"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getTeam: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Login of the organisation, case-insensitive. */
                org: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamWithRaw"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listTeamMembers: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                role?: "member" | "maintainer";
                /** @description The sort field. */
                sort?: "login" | "id";
                direction?: "asc" | "desc";
            };
            header?: never;
            path: {
                /** @description Login of the organisation, case-insensitive. */
                org: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["TeamMember"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    search: {
        parameters: {
            query: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                /** @description Searches titles, bodies and messages. */
                q: string;
                /** @description Only objects of this kind. */
                type?: "issues" | "pulls" | "commits";
                /** @description Only this repository. Case-insensitive; a former name also works. */
                repository?: string;
                /** @description State of issues and pull requests; commits have none. */
                state?: "open" | "closed" | "all";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["SearchResult"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    updateRepositorySettings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "description": "The repository of all the bugs",
                 *       "topics": [
                 *         "bugs"
                 *       ],
                 *       "has_wiki": false
                 *     }
                 */
                "application/json": components["schemas"]["RepositorySettings"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Repository"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteLabel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
                /** @description Name of the label, case-insensitive. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the response has no content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    updateLabel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
                /** @description Name of the label, case-insensitive. */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "new_name": "defect",
                 *       "color": "b01f26"
                 *     }
                 */
                "application/json": components["schemas"]["LabelChanges"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Label"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    cancelWorkflowRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
                /** @description Id of the run. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowRun"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteRunner: {
        parameters: {
            query?: {
                /** @description Only a runner of this repository. */
                repository?: string;
                /** @description Only a runner of this organisation, by its login. */
                organization?: string;
            };
            header?: never;
            path: {
                /** @description GitHub's numeric id. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the response has no content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listAllChanges: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                /** @description Only changes with a greater `seq`; absent or 0: from the oldest change that is kept; `now`: none, to get the `read_to` from which to follow. */
                since?: number | "now";
                /** @description Only these kinds of objects, separated by commas. */
                resource?: string;
                /** @description Only these kinds of changes, separated by commas. */
                kind?: string;
                /** @description Only changes of these repositories and their objects, separated by commas. */
                repository?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Change"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                        /**
                         * Format: int64
                         * @description With this page, all matching changes up to this `seq` have been returned.
                         */
                        read_to: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    streamChanges: {
        parameters: {
            query?: {
                /** @description Only changes with a greater `seq`; absent or `now`: changes from now on. */
                since?: number | "now";
                /** @description Only these kinds of objects, separated by commas. */
                resource?: string;
                /** @description Only these kinds of changes, separated by commas. */
                kind?: string;
                /** @description Only changes of these repositories and their objects, separated by commas. */
                repository?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listChanges: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                /** @description Only changes with a greater `seq`; 0: from the oldest change that is kept. */
                after?: number;
            };
            header?: never;
            path: {
                /** @description Login of the account, case-insensitive. */
                owner: string;
                /** @description Name of the repository, case-insensitive. */
                repo: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Change"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                        /**
                         * Format: int64
                         * @description With this page, all changes of the repository up to this `seq` have been returned.
                         */
                        read_to: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listInstallations: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Installation"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getInstallation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description GitHub's numeric id. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Installation"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listInstallationRepositories: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description GitHub's numeric id. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Repository"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    importInstallation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description GitHub's numeric id. */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "force": false
                 *     }
                 */
                "application/json": components["schemas"]["InstallationImport"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncJob"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getRepositoryAccess: {
        parameters: {
            query: {
                /** @description Case-insensitive; a former name also works. */
                repository: string;
                /** @description Login of a person, case-insensitive. */
                user?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RepositoryAccess"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    installApp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            default: components["responses"]["Problem"];
        };
    };
    finishAppInstall: {
        parameters: {
            query?: {
                code?: string;
                state?: string;
                installation_id?: number;
                /** @description `install`, `update`, or `request`: an owner must approve the installation. */
                setup_action?: string;
                error?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getSyncStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncStatus"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getSyncHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncHealth"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    triggerSync: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "repository_ids": [
                 *         186853002
                 *       ],
                 *       "force": false
                 *     }
                 */
                "application/json": components["schemas"]["SyncTrigger"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncJob"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    syncAll: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "force": false
                 *     }
                 */
                "application/json": components["schemas"]["SyncAll"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncJob"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listSyncJobs: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                type?: "auto_import" | "periodic_sync" | "manual_sync" | "webhook_triggered";
                status?: "pending" | "running" | "completed" | "completed_with_errors" | "failed" | "cancelled";
                installation_id?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["SyncJob"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getSyncJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the sync job. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncJob"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listSyncJobRepositories: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Id of the sync job. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["SyncJobRepository"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    cancelSyncJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the sync job. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncJob"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    retrySyncJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the sync job. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncJob"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listProjects: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                /** @description Case-insensitive; a former name also works. */
                repository?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Project"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createProject: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "repository": "octo-org/octo-repo",
                 *       "name": "Shop",
                 *       "plan_path": "docs/plan.md"
                 *     }
                 */
                "application/json": components["schemas"]["NewProject"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the project. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the project. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the response has no content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    updateProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the project. */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "branch": "next",
                 *       "plan_path": null
                 *     }
                 */
                "application/json": components["schemas"]["ProjectSettings"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    processProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the project. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        status: "queued";
                        /** Format: int64 */
                        project_id: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listProjectUpdates: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Id of the project. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ProjectUpdate"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listProjectSnapshots: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Id of the project. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ProgressSnapshot"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listWebhookConfigs: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["WebhookConfig"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createWebhookConfig: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "repository": "octo-org/octo-repo",
                 *       "events": [
                 *         "issues",
                 *         "pull_request",
                 *         "push"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["NewWebhookConfig"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookConfigWithSecret"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getWebhookConfig: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the webhook config. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookConfig"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteWebhookConfig: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the webhook config. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the response has no content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    updateWebhookConfig: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the webhook config. */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "events": [
                 *         "push"
                 *       ],
                 *       "active": true
                 *     }
                 */
                "application/json": components["schemas"]["WebhookConfigChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookConfig"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listWebhookEvents: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                /** @description For example `issues`. */
                event?: string;
                /** @description For example `opened`. */
                action?: string;
                /** @description Case-insensitive; a former name also works. */
                repository?: string;
                status?: "received" | "processing" | "processed" | "ignored" | "failed" | "parked";
                /** @description Only deliveries received at or after this time. */
                since?: string;
                /** @description Only deliveries received before this time. */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["WebhookEvent"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getWebhookEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                delivery_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEventWithPayload"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    replayWebhookEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                delivery_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        status: "queued";
                        /** Format: uuid */
                        delivery_id: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    replayWebhookEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "status": "parked",
                 *       "event": "issues",
                 *       "limit": 100
                 *     }
                 */
                "application/json": components["schemas"]["ReplayFilters"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        status: "queued";
                        /**
                         * Format: int64
                         * @description Number of matching deliveries, at most `limit`.
                         */
                        matched: number;
                        /**
                         * Format: int64
                         * @description Number of these that are processed again.
                         */
                        queued: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    recoverWebhookEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "deep": false
                 *     }
                 */
                "application/json": components["schemas"]["Recovery"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        status: "queued";
                        deep: boolean;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getWebhookStats: {
        parameters: {
            query?: {
                hours?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookStats"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getWebhookHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookHealth"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getRateLimitStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rate_limits: components["schemas"]["RateLimit"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getRateLimitHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RateLimitHealth"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listRateLimitHistory: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                /** @description Its fingerprint. */
                credential?: string;
                /** @description For example `core`. */
                resource?: string;
                /** @description Only samples taken at or after this time. */
                since?: string;
                /** @description Only samples taken before this time. */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["RateLimitSample"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    trackRateLimits: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrackedRateLimits"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ApiKey"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "dashboard",
                 *       "scopes": [
                 *         "read"
                 *       ],
                 *       "repositories": [
                 *         "octo-org/octo-repo"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["NewApiKey"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedApiKey"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the API key. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the API key. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the response has no content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listAuditLog: {
        parameters: {
            query?: {
                /** @description Maximum number of entries of the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page; requires the same filters. */
                cursor?: string;
                /** @description For example `api_key:7`. */
                actor?: string;
                /** @description For example `createLabel`. */
                action?: string;
                /** @description For example `/api/v1/repositories/octo-org/octo-repo/labels`. */
                resource?: string;
                /** @description Only entries recorded at or after this time. */
                since?: string;
                /** @description Only entries recorded before this time. */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AuditEntry"][];
                        /** @description Null on the last page. Also in the `Link` header, `rel="next"`. */
                        next_cursor: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rotateSecrets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecretRotation"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
}
