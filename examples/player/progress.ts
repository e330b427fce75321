/** A step begun: its name for machines, how much of the whole is done (0 to 1), words for people. */
export type OnProgress = (step: string, fraction: number, text: string) => void
