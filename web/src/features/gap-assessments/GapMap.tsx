import { label, t } from '../../lib/messages/messages.ts'
import { useUrlState } from '../../lib/url-state.ts'
import { paths } from '../../paths.ts'
import { FieldMap } from '../frameworks/FieldMap.tsx'
import type { MapField } from '../frameworks/FieldMap.tsx'
import { headingWords, shortId, withDays } from '../frameworks/framework-words.ts'
import { groupLines } from './gap-lines.ts'
import { gapSigns } from './gap-signs.ts'
import { readGapState } from './gap-state.ts'
import classes from './gap-assessments.module.css'
import type { GapAssessment, GapLine } from './queries.ts'

/** Each requirement as a field of its area, coloured by what is missing. */
export function GapMap({ assessment }: { assessment: GapAssessment }) {
  const [, change] = useUrlState(readGapState)
  const groups = groupLines(assessment.lines, assessment.areas)
  const rows = groups.map(({ area, title, lines, gaps }) => ({
    id: area,
    title:
      title === null && groups.length === 1 ? null : (
        <>
          {title === null ? t('coverage.others') : headingWords({ id: area, title })}
          <span className={classes['rowCount']}>
            {t('gapAssessment.rowGaps', { gaps, all: lines.length })}
          </span>
        </>
      ),
    fields: lines.map((line) => toField(line, assessment.id)),
  }))
  return <FieldMap rows={rows} onChoose={(requirement) => change({ requirement })} />
}

function toField(line: GapLine, id: string): MapField {
  const { requirementId, title, gap, reason } = line
  const words = {
    ...{ id: shortId(requirementId), title: withDays(title), reason },
    state: label('gap', gap),
  }
  return {
    requirementId,
    sign: gapSigns[gap],
    look: gap === 'missing' ? 'empty' : gap === 'not-applicable' ? 'struck' : undefined,
    name: t('coverage.field', words),
    because: t('coverage.because', words),
    href: paths.gapLine(id, requirementId),
  }
}
