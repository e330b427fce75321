import { List, Text } from '@mantine/core'
import type { EvaluationReport } from '@primum/core/evaluation/evaluation-report'
import { formatCount, formatDay, formatPercent } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import { Facts } from '../../ui/Facts.tsx'
import { Panel } from '../../ui/Panel.tsx'

/** On whom it was measured, and what a reader of the numbers must know. */
export function DatasetPanel({ report }: { report: EvaluationReport }) {
  const { dataset, unit, clusters, notes } = report
  const labelled = dataset.positives + dataset.negatives
  const between =
    dataset.from === null || dataset.to === null
      ? null
      : t('results.range', { lower: formatDay(dataset.from), upper: formatDay(dataset.to) })
  return (
    <Panel title={t('results.data')} about={t('results.dataAbout')}>
      <Facts
        facts={[
          [t('results.file'), dataset.name],
          [t('results.rows'), formatCount(dataset.rows)],
          [
            t('results.events'),
            t('results.eventsOf', {
              events: formatCount(dataset.positives),
              n: formatCount(labelled),
              share: labelled === 0 ? '–' : formatPercent(dataset.positives / labelled),
            }),
          ],
          [t('results.unlabelled'), formatCount(dataset.unlabelled)],
          [t('results.unscored'), formatCount(dataset.unscored)],
          [t('results.between'), between],
          [t('protocol.unit'), label('aggregation', unit.aggregation)],
          [
            t('results.patients'),
            clusters === null ? t('results.noPatients') : formatCount(clusters),
          ],
        ]}
      />
      {notes.length === 0 ? null : (
        <div>
          <Text fw={600} size="sm">
            {t('results.notes')}
          </Text>
          <List size="sm" className="measure">
            {notes.map((note) => (
              <List.Item key={note}>{note}</List.Item>
            ))}
          </List>
        </div>
      )}
    </Panel>
  )
}
