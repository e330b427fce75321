import { useQuery } from '@tanstack/react-query'
import { formatTime } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import type { Fact } from '../../ui/Facts.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Go } from '../../ui/Go.tsx'
import { Part } from '../../ui/Part.tsx'
import asked from '../statements/statements.module.css'
import { JudgementTag } from './GapTags.tsx'
import { gapAssessmentsQuery } from './queries.ts'
import type { GapAssessmentSummary, GapLine } from './queries.ts'

type Props = { line: GapLine; assessment: GapAssessmentSummary }

/** What was found of a requirement, for who only reads it. */
export function JudgementFacts(props: Props) {
  return (
    <Part title={t('gapLine.judgement')}>
      <JudgementList {...props} />
    </Part>
  )
}

export function JudgementList({ line, assessment }: Props) {
  const { judgement, note, carriedFrom, judgedBy, judgedAt } = line
  const facts: Fact[] = [
    [t('gapLine.judgement'), <JudgementTag key="judgement" judgement={judgement} />],
  ]
  if (judgement !== null) facts.push([t('gapLine.note'), note])
  if (judgedBy !== null && judgedAt !== null) {
    const at = formatTime(judgedAt)
    facts.push([t('gapLine.judgedBy'), t('statements.byOn', { name: judgedBy, at })])
  }
  if (carriedFrom !== null) {
    facts.push([
      t('gapLine.carriedOver'),
      <CarriedFrom key="carried" number={carriedFrom} assessment={assessment} />,
    ])
  }
  return (
    <div className={asked['asked']}>
      <Facts facts={facts} />
    </div>
  )
}

/** The assessment of the same framework that found it. */
function CarriedFrom({ number, assessment }: { number: number; assessment: GapAssessmentSummary }) {
  const list = useQuery(gapAssessmentsQuery)
  const found = list.data?.items.find(
    (each) => each.framework.id === assessment.framework.id && each.number === number,
  )
  const words = t('gapLine.carried', { number })
  return found === undefined ? words : <Go to={paths.gapAssessment(found.id)}>{words}</Go>
}
