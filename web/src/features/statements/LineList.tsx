import { Button, Group, Text, Title } from '@mantine/core'
import { useId } from 'react'
import { t } from '../../lib/messages/messages.ts'
import { Tag } from '../../ui/Tag.tsx'
import { shortId } from '../frameworks/framework-words.ts'
import type { Line } from './queries.ts'
import type { LineGroup } from './statement-lines.ts'
import classes from './statements.module.css'
import { ApplicableTag, LineStateTag } from './StatementTags.tsx'

type Props = { editable: boolean; onOpen: (requirementId: string) => void }

/** One objective of the standard and the controls under it. */
export function LineList({ group, ...props }: Props & { group: LineGroup }) {
  const id = useId()
  const decided = group.lines.filter(({ applicable }) => applicable !== null).length
  return (
    <section aria-labelledby={id} className={classes['group']}>
      <Group justify="space-between" align="baseline" gap="xs" mb={6}>
        <Title order={2} id={id}>
          {group.number} {group.area ?? t('statement.area')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('statement.groupDecided', { count: decided, all: group.lines.length })}
        </Text>
      </Group>
      <ul className={classes['lines']}>
        {group.lines.map((line) => (
          <LineRow key={line.requirementId} line={line} {...props} />
        ))}
      </ul>
    </section>
  )
}

function LineRow({ line, editable, onOpen }: Props & { line: Line }) {
  const { requirementId, title, applicable, justification, carriedFrom, state, reason } = line
  const open = applicable === null
  const act = t(editable ? (open ? 'statement.decide' : 'statement.change') : 'statement.details')
  const control = `${shortId(requirementId)} ${title}`
  return (
    <li className={classes['line']}>
      <span className={classes['number']}>{shortId(requirementId)}</span>
      <div className={classes['said']}>
        <span className={classes['title']}>{title}</span>
        <div className={classes['under']}>
          <ApplicableTag applicable={applicable} />
          {carriedFrom === null ? null : (
            <Tag icon="info">{t('statement.carried', { number: carriedFrom })}</Tag>
          )}
        </div>
        {justification === '' ? null : <div className={classes['small']}>{justification}</div>}
      </div>
      <div className={classes['state']}>
        <LineStateTag state={state} />
        {/* Of what is excluded the reason is the justification, which stands beside it. */}
        {state === 'excluded' ? null : (
          <div className={`${classes['small']} ${classes['reason']}`}>{reason}</div>
        )}
      </div>
      <div className={classes['owner']}>
        {line.owner === null ? (
          <Text span inherit c="dimmed">
            {t('statement.noOwner')}
          </Text>
        ) : (
          t('statement.ownedBy', { name: line.owner.name })
        )}
      </div>
      <div className={classes['act']}>
        <Button
          size="xs"
          variant={editable && open ? 'light' : 'default'}
          aria-label={t('statement.on', { act, control })}
          onClick={() => onOpen(requirementId)}
        >
          {act}
        </Button>
      </div>
    </li>
  )
}
