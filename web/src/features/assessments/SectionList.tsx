import { Text } from '@mantine/core'
import type { Schemas } from '@primum/client'
import type { SectionScore } from '@primum/core/questionnaires/score'
import type { ReactNode } from 'react'
import { t } from '../../lib/messages/messages.ts'
import { BandTag } from './BandTag.tsx'
import classes from './SectionList.module.css'

type Props = {
  sections: Schemas['QuestionSection'][]
  scores: ReadonlyMap<string, SectionScore>
  current: string
  /** What comes after the questions. */
  last: { id: string; title: string; note: ReactNode }
  onOpen: (id: string) => void
}

/** The dimensions side by side, each with its score so far: none is averaged away. */
export function SectionList({ sections, scores, current, last, onOpen }: Props) {
  return (
    <nav aria-label={t('assessment.sections')} className={classes['list']}>
      <ul>
        {sections.map(({ id, title, questions }) => {
          const score = scores.get(id)
          return (
            <li key={id}>
              <button
                type="button"
                aria-current={id === current ? 'true' : undefined}
                onClick={() => onOpen(id)}
              >
                <strong>{title}</strong>
                <span className={classes['foot']}>
                  <Text span size="sm" c="dimmed">
                    {t('assessment.answered', {
                      answered: score?.answered ?? 0,
                      total: score?.applicable ?? questions.length,
                    })}
                  </Text>
                  {score === undefined || score.score === null ? null : (
                    <>
                      <BandTag band={score.band} />
                      <Text span size="sm" c="dimmed" className="tabular">
                        {score.score.toFixed(1)}
                      </Text>
                    </>
                  )}
                </span>
              </button>
            </li>
          )
        })}
        <li>
          <button
            type="button"
            aria-current={last.id === current ? 'true' : undefined}
            onClick={() => onOpen(last.id)}
          >
            <strong>{last.title}</strong>
            <span className={classes['foot']}>{last.note}</span>
          </button>
        </li>
      </ul>
    </nav>
  )
}
