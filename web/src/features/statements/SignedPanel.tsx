import { useQuery } from '@tanstack/react-query'
import { formatTime } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import { Facts } from '../../ui/Facts.tsx'
import { Go } from '../../ui/Go.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { filedEvidenceQuery, signatureQuery } from './queries.ts'
import type { Statement } from './queries.ts'

/** Who signed what, when, and where it is kept. */
export function SignedPanel({ statement, signedAt }: { statement: Statement; signedAt: string }) {
  const signature = useQuery(signatureQuery(statement.id))
  const filed = useQuery(filedEvidenceQuery(statement))
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
            <Loaded key="filed" query={filed} height={22}>
              {(evidence) =>
                evidence === null ? (
                  t('statement.filedNot')
                ) : (
                  <Go to={paths.evidenceItem(evidence.id)}>{evidence.title}</Go>
                )
              }
            </Loaded>,
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
