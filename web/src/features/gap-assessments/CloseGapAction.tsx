import { Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { ReasonDialog } from '../../ui/ReasonDialog.tsx'
import { figuresOf } from './gap-lines.ts'
import { closeGapAssessment } from './queries.ts'
import type { GapAssessment } from './queries.ts'

/** Closing is for good: what is open still is said before. */
export function CloseGapAction({ assessment }: { assessment: GapAssessment }) {
  const [opened, { open, close }] = useDisclosure(false)
  const refusal = useRefusal('gap-assessments.write')
  const { all, gaps, judged, planned } = figuresOf(assessment.lines)
  const figures = { all, gaps, notJudged: all - judged, unplanned: gaps - planned }
  return (
    <>
      <ActionButton refusal={refusal} onClick={open}>
        {t('gapAssessment.close')}
      </ActionButton>
      <ReasonDialog
        opened={opened}
        onClose={close}
        title={t('gapAssessment.closeTitle', { number: assessment.number })}
        consequence={
          <>
            <Text>{t('gapAssessment.closeText')}</Text>
            <Text>{t('gapAssessment.closeFigures', figures)}</Text>
          </>
        }
        confirm={t('gapAssessment.closeConfirm')}
        withReason={false}
        act={async () => {
          await closeGapAssessment(assessment.id)
          notifyDone(t('gapAssessment.closeDone'))
        }}
      />
    </>
  )
}
