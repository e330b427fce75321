/** The heading of the lines, for who chooses above which of them are shown. */
export const linesId = 'gap-lines'
