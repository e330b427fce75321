import type { Baseline } from '@primum/core/monitoring/baseline'
import { refusedBecause } from '../errors.ts'
import type { VersionBaseline } from './version-baseline.ts'

export function requireBaseline(version: VersionBaseline): Baseline {
  if (version.baseline !== null) return version.baseline
  throw refusedBecause([
    {
      code: 'baseline-missing',
      message: `Version ${version.label} has no baseline to compare live data with.`,
      remedy: 'Register a version with a baseline.',
      who: 'Model owner',
    },
  ])
}
