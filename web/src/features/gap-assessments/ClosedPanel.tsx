import { formatTime } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import { Facts } from '../../ui/Facts.tsx'
import { Go } from '../../ui/Go.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { FiledEvidence } from '../evidence/FiledEvidence.tsx'
import { GapAssessmentLink } from './GapAssessmentLink.tsx'
import type { GapAssessment } from './queries.ts'

type Props = { assessment: GapAssessment; closedAt: string }

/** Who closed it, when, where it is kept, and the way to the next one. */
export function ClosedPanel({ assessment, closedAt }: Props) {
  const { id, number, framework, closedBy, digest } = assessment
  return (
    <Panel
      title={t('gapAssessments.closed')}
      about={t('gapAssessment.closedAbout')}
      action={<GapAssessmentLink framework={framework.id} />}
    >
      <Facts
        facts={[
          [t('gapAssessment.closedBy'), closedBy],
          [t('gapAssessments.closedAt'), formatTime(closedAt)],
          [
            t('statements.digest'),
            <span key="digest" className="mono">
              {digest}
            </span>,
          ],
          [
            t('statement.filed'),
            <FiledEvidence
              key="filed"
              source={{ type: 'gap-assessments', id }}
              title={t('gapAssessments.name', { number, framework: framework.id })}
            />,
          ],
          [
            t('statement.ledger'),
            <Go key="ledger" to={`${paths.ledger}?subjectType=gap-assessments&subjectId=${id}`}>
              {t('gapAssessment.ledgerLink')}
            </Go>,
          ],
        ]}
      />
    </Panel>
  )
}
