import type { CoverageState } from '@primum/core/frameworks/coverage'
import type { IconName } from '../../ui/Icon.tsx'
import type { Tone } from '../../ui/Tag.tsx'

/** Colour and sign of each state; red is kept for the safety of patients. */
export const coverageSigns: Record<CoverageState, [Tone, IconName]> = {
  met: ['ok', 'check'],
  partly: ['info', 'half'],
  failing: ['warning', 'warning'],
  planned: ['neutral', 'clock'],
  open: ['neutral', 'ring'],
  excluded: ['neutral', 'dash'],
}
