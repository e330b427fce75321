import { Stack } from '@mantine/core'
import { AssessmentsPanel } from '../assessments/AssessmentsPanel.tsx'
import { ClassificationPanel } from './ClassificationPanel.tsx'

/** Risk and impact: the classification, then the two assessments. */
export function RiskPage() {
  return (
    <Stack gap="lg">
      <ClassificationPanel />
      <AssessmentsPanel />
    </Stack>
  )
}
