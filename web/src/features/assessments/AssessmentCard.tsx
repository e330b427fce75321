import { Group, Paper, Progress, Stack, Text, Title } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import type { ProblemError } from '@primum/client'
import { formatDay } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { asProblem } from '../../lib/use-form.ts'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { GoButton } from '../../ui/Go.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { BandTag } from './BandTag.tsx'
import { startAssessment } from './queries.ts'
import type { AssessmentSummary } from './queries.ts'

type Props = {
  aiSystemId: string
  kind: AssessmentSummary['kind']
  newest: AssessmentSummary | undefined
}

/** One kind of assessment: how far it is, and the one thing to do next. */
export function AssessmentCard({ aiSystemId, kind, newest }: Props) {
  return (
    <Paper p="md">
      <Stack gap="sm" align="flex-start">
        <Title order={3}>{label('assessmentKind', kind)}</Title>
        <Text size="sm" c="dimmed">
          {t(`assessments.${kind}`)}
        </Text>
        {newest === undefined ? (
          <Tag icon="dash">{t('assessments.none')}</Tag>
        ) : (
          <Standing of={newest} />
        )}
        <Group gap="xs">
          {newest === undefined ? null : (
            <GoButton
              to={paths.assessment(aiSystemId, newest.id)}
              size="xs"
              variant={newest.status === 'draft' ? 'filled' : 'default'}
            >
              {t(newest.status === 'draft' ? 'assessments.continue' : 'assessments.open')}
            </GoButton>
          )}
          {newest?.status === 'draft' ? null : (
            <StartButton aiSystemId={aiSystemId} kind={kind} first={newest === undefined} />
          )}
        </Group>
      </Stack>
    </Paper>
  )
}

function Standing({
  of: { status, result, signOffs, outdated, updatedAt },
}: {
  of: AssessmentSummary
}) {
  const names = signOffs.map(({ userName }) => userName).join(', ')
  return (
    <Stack gap={6} w="100%">
      <Group gap="xs">
        <Tag
          tone={status === 'signed' ? 'ok' : 'neutral'}
          icon={status === 'signed' ? 'check' : 'clock'}
        >
          {label('status', status)}
        </Tag>
        <BandTag band={result.band} />
      </Group>
      {outdated.map((why) => (
        <Text key={why} size="sm">
          {why}
        </Text>
      ))}
      {status === 'draft' ? (
        <>
          <Text size="sm">
            {t('assessments.progress', { answered: result.answered, total: result.applicable })}
          </Text>
          <Progress
            value={(100 * result.answered) / Math.max(1, result.applicable)}
            aria-label={t('assessments.progress', {
              answered: result.answered,
              total: result.applicable,
            })}
          />
        </>
      ) : (
        <Text size="sm">{t('assessments.signedOn', { day: formatDay(updatedAt), names })}</Text>
      )}
    </Stack>
  )
}

function StartButton(props: {
  aiSystemId: string
  kind: AssessmentSummary['kind']
  first: boolean
}) {
  const { aiSystemId, kind, first } = props
  const { history } = useRouter()
  const refusal = useRefusal('assessments.answer')
  const [problem, setProblem] = useState<ProblemError | null>(null)
  const start = () =>
    startAssessment(aiSystemId, kind).then(
      ({ id }) => history.push(paths.assessment(aiSystemId, id)),
      (error: unknown) => setProblem(asProblem(error)),
    )
  return (
    <>
      <ActionButton
        size="xs"
        variant={first ? 'filled' : 'default'}
        refusal={refusal}
        onClick={() => void start()}
        aria-label={`${t(first ? 'assessments.start' : 'assessments.startNew')}: ${label('assessmentKind', kind)}`}
      >
        {t(first ? 'assessments.start' : 'assessments.startNew')}
      </ActionButton>
      <ProblemAlert problem={problem} aiSystemId={aiSystemId} />
    </>
  )
}
