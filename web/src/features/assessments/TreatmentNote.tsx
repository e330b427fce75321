import { Text } from '@mantine/core'
import { plural, t } from '../../lib/messages/messages.ts'
import { Tag } from '../../ui/Tag.tsx'

/** How much of the treatment is still to be done. */
export function TreatmentNote({ open }: { open: number }) {
  if (open > 0) {
    return (
      <Tag tone="warning" icon="warning">
        {plural(open, 'treatment.open.one', 'treatment.open.other')}
      </Tag>
    )
  }
  return (
    <Text span size="sm" c="dimmed">
      {t('treatment.nothingOpen')}
    </Text>
  )
}
