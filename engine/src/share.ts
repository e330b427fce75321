/** The part of the work of one thread of several. */
export type Share = { index: number; of: number }
