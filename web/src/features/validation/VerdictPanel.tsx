import { Group, Stack, Text } from '@mantine/core'
import type { EvaluationReport } from '@primum/core/evaluation/evaluation-report'
import type { Judgement } from '@primum/core/validation/judge-criteria'
import type { Schemas } from '@primum/client'
import { formatCount } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { Panel } from '../../ui/Panel.tsx'
import { judgedWords } from './criterion-words.ts'
import { VerdictTag } from './VerdictTag.tsx'
import classes from './validation.module.css'

export type Sample = NonNullable<Schemas['ValidationRun']['sampleSize']>

type Props = { report: EvaluationReport; judgement: Judgement; sample: Sample | null }

/** What the protocol asked, and whether it came out, criterion by criterion. */
export function VerdictPanel({ report, judgement, sample }: Props) {
  const { verdict, criteria } = judgement
  const met = criteria.filter(({ state }) => state === 'met').length
  return (
    <Panel title={t('results.verdict')} about={t('results.verdictAbout')}>
      <Stack>
        <Group gap="sm">
          <VerdictTag state={verdict} />
          <Text fw={600}>{t(`results.verdict.${verdict}`, { met, total: criteria.length })}</Text>
        </Group>
        <ul className={classes['criteria']}>
          {criteria.map((criterion, index) => (
            // Criteria have no id of their own and do not move.
            <li key={index}>
              <span>
                <VerdictTag state={criterion.state} />
              </span>
              <span>{judgedWords(criterion, report)}</span>
            </li>
          ))}
        </ul>
        {sample === null ? null : <Text className="measure">{sampleWords(sample)}</Text>}
      </Stack>
    </Panel>
  )
}

/** Whether the data were as many as the protocol had asked for. */
function sampleWords({ required, requiredEvents, n, events, reached }: Sample): string {
  if (n === null || events === null) return t('results.sampleHidden')
  const seen = { n: formatCount(n), events: formatCount(events) }
  if (required === null || reached === null) return t('results.sampleSeen', seen)
  return t(reached ? 'results.sampleReached' : 'results.sampleShort', {
    ...seen,
    required: formatCount(required),
    requiredEvents: formatCount(requiredEvents ?? 0),
  })
}
