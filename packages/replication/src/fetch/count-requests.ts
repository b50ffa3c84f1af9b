import type { GitHub } from '@hubtwin/github';

/** A view of GitHub that counts its answers. */
export interface CountedGitHub {
  github: GitHub;
  count(): number;
}

export function countRequests(github: GitHub): CountedGitHub {
  let answers = 0;
  return {
    count: () => answers,
    github: {
      ...github,
      async fetch(...question) {
        const response = await github.fetch(...question);
        answers += 1;
        return response;
      },
      async request(...question) {
        const response = await github.request(...question);
        answers += 1;
        return response;
      },
      async graphql<T>(...question: Parameters<GitHub['graphql']>) {
        const answer = await github.graphql<T>(...question);
        answers += 1;
        return answer;
      },
      async *pages(...question) {
        for await (const page of github.pages(...question)) {
          answers += 1;
          yield page;
        }
      },
    },
  };
}
