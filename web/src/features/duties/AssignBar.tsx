import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { plural, t } from '../../lib/messages/messages.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import bar from '../gap-assessments/gap-assessments.module.css'
import { isAssignable } from './assign-body.ts'
import { AssignDialog } from './AssignDialog.tsx'
import type { DutySummary } from './queries.ts'

/** The server assigns no more at once. */
const mostAssigned = 200

type Props = {
  shown: readonly DutySummary[]
  chosen: readonly DutySummary[]
  onChoose: (duties: readonly DutySummary[]) => void
  onClear: () => void
}

/** What is chosen, and what becomes of it. */
export function AssignBar({ shown, chosen, onChoose, onClear }: Props) {
  const [opened, setOpened] = useState(false)
  const assignable = shown.filter(isAssignable)
  const hidden = chosen.filter(({ id }) => shown.every((duty) => duty.id !== id)).length
  const words = plural(chosen.length, 'duties.chosen.one', 'duties.chosen.other')
  return (
    <div className={bar['planBar']} data-some={chosen.length > 0}>
      <Text size="sm" component="output">
        {hidden === 0 ? words : t('duties.chosenHidden', { chosen: words, hidden })}
      </Text>
      <Group gap="xs">
        {chosen.length === 0 ? null : (
          <Button size="xs" variant="subtle" onClick={onClear}>
            {t('duties.chooseNone')}
          </Button>
        )}
        <ActionButton
          size="xs"
          variant="default"
          refusal={assignable.length === 0 ? t('duties.noneToChoose') : null}
          onClick={() => onChoose(assignable)}
        >
          {t('duties.chooseAll', { count: assignable.length })}
        </ActionButton>
        <ActionButton size="xs" refusal={refusalOf(chosen.length)} onClick={() => setOpened(true)}>
          {t('duties.assign')}
        </ActionButton>
      </Group>
      {opened ? (
        <AssignDialog chosen={chosen} onClose={() => setOpened(false)} onAssigned={onClear} />
      ) : null}
    </div>
  )
}

function refusalOf(chosen: number): string | null {
  if (chosen === 0) return t('duties.chooseFirst')
  return chosen > mostAssigned ? t('duties.tooMany', { most: mostAssigned }) : null
}
