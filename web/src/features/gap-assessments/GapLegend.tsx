import { gapStates } from '@primum/core/frameworks/gap'
import { label, t } from '../../lib/messages/messages.ts'
import { useUrlState } from '../../lib/url-state.ts'
import { paths } from '../../paths.ts'
import map from '../frameworks/field-map.module.css'
import { stayHere } from '../frameworks/stay-here.ts'
import classes from './gap-assessments.module.css'
import { linesId } from './lines-id.ts'
import { readGapState } from './gap-state.ts'
import { GapTag } from './GapTags.tsx'
import type { GapAssessment } from './queries.ts'

/** The signs with their meaning and how many there are of each; each is a way to those lines. */
export function GapLegend({ assessment: { id, counts } }: { assessment: GapAssessment }) {
  const [{ gap }, change] = useUrlState(readGapState)
  const choose = (state: (typeof gapStates)[number]) => {
    change({ gap: gap === state ? undefined : state })
    // What was chosen shows in the lines, which stand far below the map.
    if (gap === state) return
    const heading = document.getElementById(linesId)
    heading?.scrollIntoView()
    heading?.focus({ preventScroll: true })
  }
  return (
    <ul className={map['legend']} aria-label={t('gapAssessment.legend')}>
      {gapStates.map((state) => (
        <li key={state}>
          <a
            className={classes['state']}
            href={`${paths.gapAssessment(id)}?gap=${state}`}
            aria-current={gap === state ? 'true' : undefined}
            aria-label={t('gapAssessment.legendField', {
              ...{ state: label('gap', state), count: counts[state] ?? 0 },
            })}
            onClick={stayHere(() => choose(state))}
          >
            <GapTag gap={state} /> <span className="tabular">{counts[state] ?? 0}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}
