import { Stack } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { useForm } from '../../lib/use-form.ts'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { GoButton } from '../../ui/Go.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { openGapAssessment } from './queries.ts'
import type { GapAssessmentSummary } from './queries.ts'

type Props = { framework: string; assessments: GapAssessmentSummary[] }

/** The way to the gap assessment of a framework that is open, or opens the next one and goes there. */
export function OpenGapAction({ framework, assessments }: Props) {
  const { history } = useRouter()
  const refusal = useRefusal('gap-assessments.write')
  const form = useForm({}, async () => {
    const { id, number } = await openGapAssessment(framework)
    notifyDone(t('gapAssessments.openDone', { number, framework }))
    history.push(paths.gapAssessment(id))
  })
  const ofFramework = assessments.filter((each) => each.framework.id === framework)
  const open = ofFramework.find(({ closedAt }) => closedAt === null)
  if (open !== undefined) {
    return (
      <GoButton variant="default" to={paths.gapAssessment(open.id)}>
        {t('gapAssessments.goTo', { number: open.number })}
      </GoButton>
    )
  }
  return (
    <Stack gap="xs" align="flex-start">
      <ActionButton
        variant="default"
        refusal={refusal}
        loading={form.busy}
        onClick={() => void form.submit()}
      >
        {t(ofFramework.length === 0 ? 'gapAssessments.openOne' : 'gapAssessments.openNext')}
      </ActionButton>
      <ProblemAlert problem={form.problem} />
    </Stack>
  )
}
