/** The name of a world's file that could not be replaced at the start of a process, which then continued without it. */
export const incompleteName = (file: string): string => `${file}.incomplete`;
