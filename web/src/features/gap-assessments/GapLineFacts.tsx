import { Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { formatTime } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import { Facts } from '../../ui/Facts.tsx'
import { Go } from '../../ui/Go.tsx'
import { Part } from '../../ui/Part.tsx'
import { asSentence } from '../controls/as-sentence.ts'
import { RequirementControls } from '../controls/RequirementControls.tsx'
import { FindingStatusTag, OverdueTag } from '../findings/FindingTags.tsx'
import { CoverageTag } from '../frameworks/CoverageTag.tsx'
import { withDays } from '../frameworks/framework-words.ts'
import { frameworkQuery } from '../frameworks/queries.ts'
import { SeverityTag } from '../incidents/IncidentTags.tsx'
import asked from '../statements/statements.module.css'
import { isPlannable } from './gap-lines.ts'
import { GapTag } from './GapTags.tsx'
import type { GapAssessment, GapLine } from './queries.ts'

type Props = { line: GapLine; assessment: GapAssessment }

/** What is asked, how far it is met, and what is planned: read here, and entered nowhere. */
export function GapLineFacts({ line, assessment }: Props) {
  const { requirementId, coverage } = line
  const closed = assessment.closedAt !== null
  const framework = useQuery(frameworkQuery(assessment.framework.id))
  const text = framework.data?.requirements.find(({ id }) => id === requirementId)?.text ?? null
  return (
    <Stack gap="sm">
      <Part title={t('statement.asks')}>
        <Text size="sm">
          {text === null ? null : `${withDays(text)} `}
          <Go to={paths.requirement(requirementId)}>{requirementId}</Go>
        </Text>
      </Part>
      <Part title={t('gapLine.gap')}>
        <Group gap="xs" wrap="nowrap" align="flex-start">
          <GapTag gap={line.gap} />
          {/* Where nobody judged, the reason is that of the coverage, which follows. */}
          {line.reason === coverage.reason ? null : (
            <Text size="sm">{asSentence(line.reason)}</Text>
          )}
        </Group>
        {closed ? (
          <Text size="sm" c="dimmed" mt={4}>
            {t('gapLine.asClosed')}
          </Text>
        ) : null}
      </Part>
      <Part title={t('gapLine.coverage')}>
        <Group gap="xs" wrap="nowrap" align="flex-start" mb={4}>
          <CoverageTag state={coverage.state} />
          <Text size="sm">{asSentence(coverage.reason)}</Text>
        </Group>
        <RequirementControls
          line={line}
          framework={assessment.framework.id}
          current={!closed}
          silent
        />
      </Part>
      <Part title={t('gapLine.plan')}>
        <PlannedFinding line={line} />
      </Part>
    </Stack>
  )
}

function PlannedFinding({ line }: { line: GapLine }) {
  const { finding } = line
  if (finding === null) {
    return (
      <Text size="sm" c="dimmed">
        {t(isPlannable(line) ? 'gapLine.planHow' : 'gapLine.nothingToPlan')}
      </Text>
    )
  }
  const { id, reference, status, severity, owner, dueAt, overdue } = finding
  return (
    <div className={asked['asked']}>
      <Facts
        facts={[
          [
            t('findings.finding'),
            <Group key="finding" gap="xs">
              <Go to={paths.finding(id)}>{reference}</Go>
              <FindingStatusTag status={status} />
              <SeverityTag severity={severity} />
            </Group>,
          ],
          [t('findings.owner'), owner ?? t('findings.noOwner')],
          [
            t('findings.due'),
            <Group key="due" gap="xs">
              {formatTime(dueAt)} <OverdueTag overdue={overdue} />
            </Group>,
          ],
        ]}
      />
    </div>
  )
}
