/** What a label column can say of one prediction; unlabelled is not the same as negative. */
export const labelCodes = { negative: 0, positive: 1, unlabelled: 2 } as const

/**
 * Scores, labels and groups of a piece of a dataset. Rows without a usable score are left out
 * before. `groups[g][i]` is the index of row i's value among the listed values of attribute g.
 */
export type ScoredPiece = {
  length: number
  scores: Float64Array
  /** `labelCodes` */
  labels: Uint8Array
  groups: readonly Uint16Array[]
  /** one number per cluster, usually a patient; null where rows are independent */
  clusters: Float64Array | null
}

/** An attribute by which performance is told apart, with the values that codes refer to. */
export type GroupValues = { attribute: string; values: readonly string[] }
