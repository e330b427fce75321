import type { GapState } from '@primum/core/frameworks/gap'
import type { IconName } from '../../ui/Icon.tsx'
import type { Tone } from '../../ui/Tag.tsx'

/** Colour and sign of each state; red is kept for the safety of patients. */
export const gapSigns: Record<GapState, [Tone, IconName]> = {
  none: ['ok', 'check'],
  unproven: ['info', 'question'],
  partial: ['info', 'half'],
  planned: ['neutral', 'clock'],
  missing: ['neutral', 'ring'],
  failing: ['warning', 'warning'],
  contested: ['warning', 'cross'],
  'not-applicable': ['neutral', 'dash'],
}
