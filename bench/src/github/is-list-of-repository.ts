/** Whether a logged route is a list of a repository, by its name or, as in `Link`, by its id. */
export const isListOfRepository = ({ route }: { route: string | null }): boolean =>
  route !== null && /^GET \/(repos\/:owner\/:repo|repositories\/:id)\//.test(route);
