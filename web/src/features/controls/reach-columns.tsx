import { Text } from '@mantine/core'
import { label, t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import type { Column } from '../../ui/DataTable.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { RequirementCell } from '../frameworks/RequirementCell.tsx'
import { asSentence } from './as-sentence.ts'
import classes from './controls.module.css'
import type { Control } from './queries.ts'

export type Reach = Control['reaches'][number]

/** A mapped requirement, how far the control counts for it, and why no further. */
export function useReachColumns(onAsk: (reach: Reach) => void): Column<Reach>[] {
  const refusal = useRefusal('mappings.adopt')
  const columns: Column<Reach>[] = [
    {
      id: 'requirement',
      header: t('control.requirement'),
      cell: ({ requirementId, title }) => (
        <RequirementCell id={requirementId} title={title ?? t('control.unknownRequirement')} />
      ),
    },
    {
      id: 'carries',
      header: t('control.carries'),
      cell: ({ carries }) => (
        <Tag
          tone={carries === 'look' ? 'neutral' : 'info'}
          icon={carries === 'look' ? 'search' : 'chain'}
        >
          {label('carries', carries)}
        </Tag>
      ),
    },
    {
      id: 'why',
      header: t('control.because'),
      cell: ({ reason, rationale }) => (
        <div className={classes['wide']}>
          {asSentence(reason)}
          <Text size="sm" c="dimmed">
            {rationale}
          </Text>
        </div>
      ),
    },
  ]
  if (refusal !== null) return columns
  return [
    ...columns,
    {
      id: 'actions',
      header: t('control.actions'),
      cell: (reach) => (
        <ActionButton variant="default" size="xs" onClick={() => onAsk(reach)}>
          {t(reach.adopted ? 'control.drop' : 'control.adopt')}
        </ActionButton>
      ),
    },
  ]
}
