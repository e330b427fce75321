import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { plural, t } from '../../lib/messages/messages.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import classes from './gap-assessments.module.css'
import { isPlannable } from './gap-lines.ts'
import { PlanDialog } from './PlanDialog.tsx'
import type { GapAssessment, GapLine } from './queries.ts'

/** The server plans no more at once. */
const mostPlanned = 200

type Props = {
  assessment: GapAssessment
  shown: GapLine[]
  chosen: GapLine[]
  onChoose: (requirementIds: ReadonlySet<string>) => void
}

/** What is chosen, and what becomes of it. */
export function PlanBar({ assessment, shown, chosen, onChoose }: Props) {
  const [opened, setOpened] = useState(false)
  const plannable = shown.filter(isPlannable)
  const ids = new Set(chosen.map(({ requirementId }) => requirementId))
  const hidden = chosen.filter((line) => !shown.includes(line)).length
  const words = plural(chosen.length, 'gapPlan.chosen.one', 'gapPlan.chosen.other')
  return (
    <div className={classes['planBar']} data-some={chosen.length > 0}>
      <Text size="sm" component="output">
        {hidden === 0 ? words : t('gapPlan.chosenHidden', { chosen: words, hidden })}
      </Text>
      <Group gap="xs">
        {chosen.length === 0 ? null : (
          <Button size="xs" variant="subtle" onClick={() => onChoose(new Set())}>
            {t('gapPlan.clear')}
          </Button>
        )}
        <ActionButton
          size="xs"
          variant="default"
          refusal={plannable.length === 0 ? t('gapPlan.noneShown') : null}
          onClick={() =>
            onChoose(new Set([...ids, ...plannable.map(({ requirementId }) => requirementId)]))
          }
        >
          {t('gapPlan.chooseAll', { count: plannable.length })}
        </ActionButton>
        <ActionButton size="xs" refusal={refusalOf(chosen.length)} onClick={() => setOpened(true)}>
          {t('gapPlan.plan')}
        </ActionButton>
      </Group>
      {opened ? (
        <PlanDialog
          assessment={assessment}
          chosen={chosen}
          onClose={() => setOpened(false)}
          onPlanned={() => onChoose(new Set())}
        />
      ) : null}
    </div>
  )
}

function refusalOf(chosen: number): string | null {
  if (chosen === 0) return t('gapPlan.chooseFirst')
  return chosen > mostPlanned ? t('gapPlan.tooMany', { most: mostPlanned }) : null
}
