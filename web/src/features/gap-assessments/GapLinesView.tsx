import { Stack, Title } from '@mantine/core'
import { useState } from 'react'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { useUrlState } from '../../lib/url-state.ts'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { filterLines, groupLines, isPlannable, noArea } from './gap-lines.ts'
import classes from './gap-assessments.module.css'
import { linesId } from './lines-id.ts'
import { readGapState } from './gap-state.ts'
import { GapFilterBar } from './GapFilterBar.tsx'
import { GapLineDialog } from './GapLineDialog.tsx'
import { GapLineList } from './GapLineList.tsx'
import { PlanBar } from './PlanBar.tsx'
import type { GapAssessment } from './queries.ts'

/** Every requirement under its heading; several gaps can be chosen and planned at once. */
export function GapLinesView({ assessment }: { assessment: GapAssessment }) {
  const [state, change] = useUrlState(readGapState)
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const editable = useRefusal('gap-assessments.write') === null && assessment.closedAt === null
  const { lines, areas } = assessment
  const titles = new Map(areas.map(({ id, title }) => [id ?? noArea, title]))
  const shown = filterLines(lines, state, titles)
  const opened = lines.find(({ requirementId }) => requirementId === state.requirement)
  // What was planned or closed meanwhile is chosen no more.
  const chosen = lines.filter((line) => picked.has(line.requirementId) && isPlannable(line))
  const open = (requirement: string | undefined) => change({ requirement })
  return (
    <Stack gap="md" component="section" aria-labelledby={linesId}>
      <Title order={2} id={linesId} tabIndex={-1} className={classes['lines'] ?? ''}>
        {t('gapAssessment.lines')}
      </Title>
      <GapFilterBar assessment={assessment} shown={shown.length} />
      {editable ? (
        <PlanBar assessment={assessment} shown={shown} chosen={chosen} onChoose={setPicked} />
      ) : null}
      {shown.length === 0 ? (
        <EmptyNote title={t('framework.noneTitle')} text={t('gapLine.noneText')} />
      ) : null}
      {groupLines(shown, areas).map((group) => (
        <GapLineList
          key={group.area}
          group={group}
          others={t(areas.length === 1 ? 'frameworks.requirements' : 'coverage.others')}
          editable={editable}
          chosen={picked}
          onChoose={(id, add) =>
            setPicked(
              (before) =>
                new Set(add ? [...before, id] : [...before].filter((each) => each !== id)),
            )
          }
          onOpen={open}
        />
      ))}
      {opened === undefined ? null : (
        <GapLineDialog
          key={opened.requirementId}
          assessment={assessment}
          shown={shown}
          line={opened}
          editable={editable}
          onGo={open}
        />
      )}
    </Stack>
  )
}
