import { Title } from '@mantine/core'
import { formatTime } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { Facts } from '../../ui/Facts.tsx'
import type { Line } from './queries.ts'
import classes from './statements.module.css'
import { ApplicableTag } from './StatementTags.tsx'

/** What was decided on a control, for who only reads it. */
export function DecisionFacts({ line }: { line: Line }) {
  return (
    <section>
      <Title order={3} mb={6}>
        {t('statement.decision')}
      </Title>
      <DecisionList line={line} />
    </section>
  )
}

export function DecisionList({ line }: { line: Line }) {
  const { applicable, justification, owner, decidedBy, decidedAt } = line
  const decided =
    decidedBy === null || decidedAt === null
      ? null
      : t('statements.byOn', { name: decidedBy, at: formatTime(decidedAt) })
  return (
    <div className={classes['asked']}>
      <Facts
        facts={[
          [t('statement.decision'), <ApplicableTag key="applies" applicable={applicable} />],
          [t('statement.justification'), justification],
          [t('statement.owner'), owner?.name ?? t('statement.noOwner')],
          [t('statement.decidedBy'), decided],
        ]}
      />
    </div>
  )
}
