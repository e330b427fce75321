import { Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useId } from 'react'
import { formatDay } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { MissingNote } from './MissingNote.tsx'
import type { Assessment, RecordedRisk } from './queries.ts'
import { openOfRisk } from './treatment-blockers.ts'

type Props = {
  risk: RecordedRisk
  category: string
  result: Assessment['result']
  draft: boolean
  onEdit: () => void
  onRemove: () => void
}

type Scored = Assessment['result']['risks'][number]['inherent']

/** One recorded risk: how bad it is, what is done about it, who accepted the rest. */
export function RiskCard({ risk, category, result, draft, onEdit, onRemove }: Props) {
  const headingId = useId()
  const mayAnswer = useRefusal('assessments.answer')
  const maySign = useRefusal('assessments.sign')
  const { id, title, inherent, residual, acceptance } = risk
  const scored = result.risks.find((each) => each.id === id)
  // To change an accepted risk is to decide anew.
  const refusal = mayAnswer ?? (acceptance === null ? null : maySign)
  return (
    <Paper component="article" aria-labelledby={headingId} p="md">
      <Stack gap="sm">
        <Title order={3} id={headingId}>
          {title}
        </Title>
        <MissingNote reasons={openOfRisk(result.blockers, risk)} />
        <Facts
          facts={[
            [t('treatment.risk.category'), `${category} (${id})`],
            [
              t('treatment.risk.before'),
              <Level key="before" level={inherent} scored={scored?.inherent} />,
            ],
            [t('treatment.risk.treatment'), treatmentWords(risk)],
            [
              t('treatment.risk.after'),
              <Level key="after" level={residual ?? inherent} scored={scored?.residual} />,
            ],
            [t('treatment.risk.acceptance'), acceptanceWords(risk)],
          ]}
        />
        {draft ? (
          <Group gap="xs">
            <ActionButton
              size="xs"
              variant="default"
              refusal={refusal}
              onClick={onEdit}
              aria-label={t('treatment.editOf', { id, title })}
            >
              {t('treatment.edit')}
            </ActionButton>
            <ActionButton
              size="xs"
              variant="default"
              refusal={refusal}
              onClick={onRemove}
              aria-label={t('treatment.removeOf', { id, title })}
            >
              {t('treatment.remove')}
            </ActionButton>
          </Group>
        ) : null}
      </Stack>
    </Paper>
  )
}

function Level(props: { level: RecordedRisk['inherent']; scored: Scored | undefined }) {
  const { level, scored } = props
  const worrying = scored?.band === 'high' || scored?.band === 'extreme'
  const score = level.likelihood * level.consequence
  return (
    <Group gap="xs">
      <Text span size="sm" className="tabular">
        {t('treatment.level', { ...level, score })}
      </Text>
      {scored === undefined ? null : (
        <Tag tone={worrying ? 'warning' : 'info'} icon={worrying ? 'warning' : 'info'}>
          {label('treatment.band', scored.band)}
        </Tag>
      )}
    </Group>
  )
}

function treatmentWords({ treatment }: RecordedRisk): string | null {
  if (treatment === null) return null
  const { option, description, owner, dueOn, useNarrowed } = treatment
  const words = t('treatment.treated', {
    option: label('treatment.option', option),
    description: description.replace(/\.?$/, '.'),
    owner,
    day: formatDay(dueOn),
  })
  return useNarrowed ? `${words} ${t('treatment.narrowed')}` : words
}

function acceptanceWords({ acceptance }: RecordedRisk): string | null {
  if (acceptance === null) return null
  const { by, reason, reviewOn } = acceptance
  return t('treatment.accepted', {
    by,
    reason: reason.replace(/\.?$/, '.'),
    day: formatDay(reviewOn),
  })
}
