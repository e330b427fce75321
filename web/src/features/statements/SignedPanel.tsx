import { useQuery } from '@tanstack/react-query'
import { formatTime } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import { Facts } from '../../ui/Facts.tsx'
import { Go } from '../../ui/Go.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { FiledEvidence } from '../evidence/FiledEvidence.tsx'
import { signatureQuery } from './queries.ts'
import type { Statement } from './queries.ts'

/** Who signed what, when, and where it is kept. */
export function SignedPanel({ statement, signedAt }: { statement: Statement; signedAt: string }) {
  const signature = useQuery(signatureQuery(statement.id))
  return (
    <Panel title={t('statement.signedTitle')} about={t('statement.signedAbout')}>
      <Facts
        facts={[
          [t('statement.signedBy'), signature.data?.items[0]?.actor.name],
          [t('statement.signedAt'), formatTime(signedAt)],
          [
            t('statements.digest'),
            <span key="digest" className="mono">
              {statement.digest}
            </span>,
          ],
          [
            t('statement.filed'),
            <FiledEvidence
              key="filed"
              source={{ type: 'statements', id: statement.id }}
              title={`Statement of applicability ${statement.number} (${statement.framework})`}
            />,
          ],
          [
            t('statement.ledger'),
            <Go
              key="ledger"
              to={`${paths.ledger}?subjectType=statements&subjectId=${statement.id}`}
            >
              {t('statement.ledgerLink')}
            </Go>,
          ],
        ]}
      />
    </Panel>
  )
}
