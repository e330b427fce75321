import type { EvaluationReport } from '@primum/core/evaluation/evaluation-report'
import type { Judgement } from '@primum/core/validation/judge-criteria'
import { useQuery } from '@tanstack/react-query'
import { List } from '@mantine/core'
import { formatTime } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { reportQuery } from './queries.ts'
import type { Run } from './queries.ts'
import { ReportView } from './ReportView.tsx'

/** The report of a run that is done, and who put their name to it. */
export function RunReport({ run }: { run: Run }) {
  const query = useQuery(reportQuery(run.id))
  const judgement: Judgement = {
    verdict: run.verdict ?? 'not-estimable',
    criteria: run.criteria as Judgement['criteria'],
  }
  const threshold = run.criteria.find((criterion) => criterion.threshold !== null)?.threshold
  return (
    <>
      {run.signOffs.length === 0 ? null : (
        <Panel title={t('run.signatures')}>
          <List>
            {run.signOffs.map(({ id, userName, createdAt, statement }) => (
              <List.Item key={id}>
                {t('run.signature', { name: userName, at: formatTime(createdAt) })}
                {statement === null ? null : `: ${statement}`}
              </List.Item>
            ))}
          </List>
        </Panel>
      )}
      <Loaded query={query} height={600}>
        {({ report }) => (
          <ReportView
            // The document's shape is that of core; its schema leaves the curves open.
            report={report as unknown as EvaluationReport}
            judgement={judgement}
            sample={run.sampleSize}
            threshold={threshold ?? null}
          />
        )}
      </Loaded>
    </>
  )
}
