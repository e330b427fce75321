import { List, Text } from '@mantine/core'
import { formatCount, formatTime } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import { Facts } from '../../ui/Facts.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { criterionWords, metricAt } from './criterion-words.ts'
import type { Protocol } from './protocol-values.ts'

/** A locked protocol as it is read: what was promised before any data was seen. */
export function ProtocolFacts({ protocol }: { protocol: Protocol }) {
  const { primaryMetric, acceptanceCriteria, sampleSize, lockedAt, lockedBy } = protocol
  return (
    <Panel title={t('protocol.facts')} about={t('protocol.factsAbout')}>
      <Facts
        facts={[
          [t('protocol.population'), protocol.intendedPopulation],
          [t('protocol.primary'), metricAt(primaryMetric.metric, primaryMetric.threshold)],
          [
            t('protocol.criteria'),
            <List key="criteria" size="sm">
              {acceptanceCriteria.map((criterion, index) => (
                // A locked list does not move.
                <List.Item key={index}>{criterionWords(criterion)}</List.Item>
              ))}
            </List>,
          ],
          [t('protocol.thresholds'), protocol.thresholds.join(', ')],
          [t('protocol.subgroups'), protocol.subgroups.join(', ')],
          [t('protocol.unit'), label('aggregation', protocol.unit.aggregation)],
          [
            t('protocol.sample'),
            sampleSize === null
              ? null
              : t('protocol.sampleShort', {
                  n: formatCount(sampleSize.n),
                  events: formatCount(sampleSize.events),
                }),
          ],
          [
            t('protocol.lockedAt'),
            lockedAt === null ? null : `${formatTime(lockedAt)}, ${lockedBy?.name ?? ''}`,
          ],
          [
            t('protocol.digest'),
            protocol.digest === null ? null : (
              <Text key="digest" span className="mono">
                {protocol.digest}
              </Text>
            ),
          ],
        ]}
      />
    </Panel>
  )
}
