import { Modal, Stack } from '@mantine/core'
import { useState } from 'react'
import { t } from '../../lib/messages/messages.ts'
import { notifyDone } from '../../ui/notify.ts'
import { shortId, withDays } from '../frameworks/framework-words.ts'
import { nextToJudge } from './gap-lines.ts'
import { GapLineFacts } from './GapLineFacts.tsx'
import { JudgeForm } from './JudgeForm.tsx'
import { JudgementFacts } from './JudgementFacts.tsx'
import type { GapAssessment, GapLine } from './queries.ts'

type Props = {
  assessment: GapAssessment
  /** the lines among which the next one is looked for */
  shown: GapLine[]
  line: GapLine
  editable: boolean
  /** to another requirement; undefined closes */
  onGo: (requirementId: string | undefined) => void
}

/** All about one requirement: what it asks, what is there, what was found and what is planned. */
export function GapLineDialog({ assessment, shown, line, editable, onGo }: Props) {
  // What is being typed stays there even where somebody closes the assessment meanwhile.
  const [asForm] = useState(editable)
  const { requirementId, title } = line
  const number = shortId(requirementId)
  const next = nextToJudge(shown, requirementId)
  const close = () => onGo(undefined)
  return (
    <Modal opened onClose={close} title={`${number} ${withDays(title)}`} size="lg">
      <Stack>
        <GapLineFacts line={line} assessment={assessment} />
        {asForm ? (
          <JudgeForm
            assessment={assessment}
            line={line}
            hasNext={next !== undefined}
            onCancel={close}
            onSaved={(goOn) => {
              notifyDone(t('gapLine.saved', { requirement: number }))
              onGo(goOn ? next?.requirementId : undefined)
            }}
          />
        ) : (
          <JudgementFacts line={line} assessment={assessment} />
        )}
      </Stack>
    </Modal>
  )
}
