import type { FeatureBins } from '@primum/core/monitoring/binning'

/** The score comes first, then the features as they were asked for. */
export type PreparedBaseline = {
  name: string
  features: FeatureBins[]
  /** counts of all its rows in the cells of each feature */
  counts: Uint32Array[]
}
