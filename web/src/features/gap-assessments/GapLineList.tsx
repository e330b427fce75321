import { Button, Checkbox, Group, Text, Title } from '@mantine/core'
import { useId } from 'react'
import { formatDay } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import { Go } from '../../ui/Go.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { FindingStatusTag, OverdueTag } from '../findings/FindingTags.tsx'
import { headingWords, shortId, withDays } from '../frameworks/framework-words.ts'
import lines from '../statements/statements.module.css'
import classes from './gap-assessments.module.css'
import { isPlannable } from './gap-lines.ts'
import type { LineGroup } from './gap-lines.ts'
import { GapTag, JudgementTag } from './GapTags.tsx'
import type { GapLine } from './queries.ts'

type Props = {
  editable: boolean
  chosen: ReadonlySet<string>
  onChoose: (requirementId: string, chosen: boolean) => void
  onOpen: (requirementId: string) => void
}

type ListProps = Props & {
  group: LineGroup
  /** what to call the requirements under no heading */
  others: string
}

/** One heading of the framework and the requirements under it. */
export function GapLineList({ group, others, ...props }: ListProps) {
  const id = useId()
  const { area, title, gaps } = group
  return (
    <section aria-labelledby={id} className={lines['group']}>
      <Group justify="space-between" align="baseline" gap="xs" mb={6}>
        <Title order={3} id={id}>
          {title === null ? others : headingWords({ id: area, title })}
        </Title>
        <Text size="sm" c="dimmed">
          {t('gapAssessment.rowGaps', { gaps, all: group.lines.length })}
        </Text>
      </Group>
      <ul className={lines['lines']}>
        {group.lines.map((line) => (
          <LineRow key={line.requirementId} line={line} {...props} />
        ))}
      </ul>
    </section>
  )
}

function LineRow({ line, editable, chosen, onChoose, onOpen }: Props & { line: GapLine }) {
  const { requirementId, gap, reason, judgement, note, carriedFrom } = line
  const act = t(
    editable ? (judgement === null ? 'gapLine.judge' : 'gapLine.judgeAgain') : 'statement.details',
  )
  const title = withDays(line.title)
  const control = `${shortId(requirementId)} ${title}`
  return (
    <li className={classes['line']} data-choice={editable}>
      {editable ? (
        <span className={classes['choice']}>
          {isPlannable(line) ? (
            <Checkbox
              aria-label={t('gapLine.choose', { control })}
              checked={chosen.has(requirementId)}
              onChange={(event) => onChoose(requirementId, event.currentTarget.checked)}
            />
          ) : null}
        </span>
      ) : null}
      <span className={`${lines['number']} ${classes['number']}`}>{shortId(requirementId)}</span>
      <div className={`${lines['said']} ${classes['said']}`}>
        <span className={lines['title']}>{title}</span>
        <div className={lines['under']}>
          <JudgementTag judgement={judgement} />
          {carriedFrom === null ? null : (
            <Tag icon="info">{t('gapLine.carried', { number: carriedFrom })}</Tag>
          )}
        </div>
        {note === '' ? null : <div className={lines['small']}>{note}</div>}
      </div>
      <div className={classes['gap']}>
        <GapTag gap={gap} />
        <div className={`${lines['small']} ${lines['reason']}`}>{reason}</div>
      </div>
      <div className={classes['plan']} data-none={line.finding === null}>
        <Plan finding={line.finding} />
      </div>
      <div className={classes['act']}>
        <Button
          size="xs"
          variant={editable && judgement === null ? 'light' : 'default'}
          aria-label={t('statement.on', { act, control })}
          onClick={() => onOpen(requirementId)}
        >
          {act}
        </Button>
      </div>
    </li>
  )
}

function Plan({ finding }: Pick<GapLine, 'finding'>) {
  if (finding === null) {
    return (
      <Text span inherit c="dimmed">
        {t('gapLine.noPlan')}
      </Text>
    )
  }
  const { id, reference, status, owner, dueAt, overdue } = finding
  return (
    <>
      <div className={classes['finding']}>
        <Go to={paths.finding(id)} fw={600}>
          {reference}
        </Go>
        <FindingStatusTag status={status} />
        <OverdueTag overdue={overdue} />
      </div>
      <div className={lines['small']}>
        {t('gapLine.ownerDue', {
          ...{ owner: owner ?? t('findings.noOwner'), due: formatDay(dueAt) },
        })}
      </div>
    </>
  )
}
