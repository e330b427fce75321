import { Modal, Stack } from '@mantine/core'
import { useState } from 'react'
import { t } from '../../lib/messages/messages.ts'
import { notifyDone } from '../../ui/notify.ts'
import { shortId } from '../frameworks/framework-words.ts'
import { DecideForm } from './DecideForm.tsx'
import { DecisionFacts } from './DecisionFacts.tsx'
import { LineFacts } from './LineFacts.tsx'
import type { Line, Statement } from './queries.ts'
import { nextUndecided } from './statement-lines.ts'

type Props = {
  statement: Statement
  line: Line
  editable: boolean
  /** to another control; undefined closes */
  onGo: (requirementId: string | undefined) => void
}

/** All about one control: what it asks, how far it is in place, and what was decided on it. */
export function LineDialog({ statement, line, editable, onGo }: Props) {
  // What is being typed stays there even where somebody signs the statement meanwhile.
  const [asForm] = useState(editable)
  const { requirementId, title } = line
  const number = shortId(requirementId)
  const next = nextUndecided(statement.lines, requirementId)
  const close = () => onGo(undefined)
  return (
    <Modal opened onClose={close} title={`${number} ${title}`} size="lg">
      <Stack>
        <LineFacts line={line} statement={statement} />
        {asForm ? (
          <DecideForm
            statementId={statement.id}
            line={line}
            hasNext={next !== undefined}
            onCancel={close}
            onSaved={(goOn) => {
              notifyDone(t('statement.saved', { control: number }))
              onGo(goOn ? next?.requirementId : undefined)
            }}
          />
        ) : (
          <DecisionFacts line={line} />
        )}
      </Stack>
    </Modal>
  )
}
