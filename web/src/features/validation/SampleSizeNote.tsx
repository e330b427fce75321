import { List, Paper, Stack, Text } from '@mantine/core'
import { formatCount } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import { Icon } from '../../ui/Icon.tsx'
import { sampleFor } from './precision-values.ts'
import type { PrecisionValues } from './precision-values.ts'

/** How many people the precision asked for needs, said while it is being typed. */
export function SampleSizeNote({ values }: { values: PrecisionValues }) {
  const found = sampleFor(values)
  if (found === null) return <Text c="dimmed">{t('protocol.sampleNone')}</Text>
  if (typeof found === 'string') {
    return (
      <Text c="var(--tone-warning)">
        <Icon name="warning" size={14} /> {t('protocol.sampleWrong', { reason: found })}
      </Text>
    )
  }
  return (
    <Paper p="md" withBorder>
      <Stack gap={4}>
        <output>
          <Text fw={600} span display="block">
            {t('protocol.sampleTitle', { n: formatCount(found.n) })}
          </Text>
          <Text size="sm" span>
            {t('protocol.sampleText', {
              events: formatCount(found.events),
              others: formatCount(found.nonEvents),
              target: label('metric', found.decidedBy),
            })}
          </Text>
        </output>
        {found.targets.length < 2 ? null : (
          <List size="sm">
            {found.targets.map(({ target, n }) => (
              <List.Item key={target}>
                {t('protocol.sampleTarget', { target: label('metric', target), n: formatCount(n) })}
              </List.Item>
            ))}
          </List>
        )}
      </Stack>
    </Paper>
  )
}
