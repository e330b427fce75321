import { Box, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { formatDistance, formatTime } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { GoButton } from '../../ui/Go.tsx'
import { Icon } from '../../ui/Icon.tsx'
import type { IconName } from '../../ui/Icon.tsx'
import { Tag } from '../../ui/Tag.tsx'
import type { WorklistItem } from './queries.ts'
import classes from './WorklistRow.module.css'

const icons: Record<WorklistItem['kind'], IconName> = {
  incident: 'critical',
  alarm: 'alert',
  suspended: 'pause',
  assessment: 'book',
  gate: 'check',
  classification: 'question',
  approval: 'person',
  're-evaluation': 'question',
  finding: 'wrench',
  'evidence-request': 'book',
  'evidence-renewal': 'clock',
  'control-test': 'check',
  duty: 'check',
  'control-mapping': 'check',
  'content-release': 'stack',
}

/** Safety matters are red; all else waits in quiet colours. */
const safety: WorklistItem['kind'][] = ['incident', 'alarm', 'suspended']

export function WorklistRow({ item }: { item: WorklistItem }) {
  const urgent = safety.includes(item.kind) && item.urgency === 'now'
  return (
    <article className={classes['row']} aria-label={item.title}>
      <Box c={urgent ? 'var(--tone-critical)' : 'var(--mantine-color-dimmed)'} mt={3}>
        <Icon name={icons[item.kind]} size={19} />
      </Box>
      <Box flex="1 1 16rem">
        <Group gap="xs">
          <Text fw={600}>{item.title}</Text>
          {item.synthetic ? (
            <Tag tone="info" icon="flask">
              {t('common.synthetic')}
            </Tag>
          ) : null}
        </Group>
        <Text size="sm" className="measure">
          {item.detail}
        </Text>
        {item.dueAt === null ? null : <Due item={item} at={item.dueAt} />}
      </Box>
      <GoButton to={item.path} size="xs" variant={item.urgency === 'now' ? 'filled' : 'default'}>
        {item.action}
      </GoButton>
    </article>
  )
}

/** A replayed system has a clock of its own, by which its due times count. */
function Due({ item, at }: { item: WorklistItem; at: string }) {
  const [wall] = useState(() => new Date())
  const now = item.clockNow === null ? wall : new Date(item.clockNow)
  const when = `${formatDistance(at, now)} (${formatTime(at)})`
  return (
    <Text size="sm" c="dimmed">
      {t(item.overdue ? 'worklist.overdue' : 'worklist.due', { when })}
    </Text>
  )
}
