import { Stack, Text } from '@mantine/core'
import { formatTime } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import type { Column } from '../../ui/DataTable.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { Go } from '../../ui/Go.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { asSentence } from './as-sentence.ts'
import classes from './controls.module.css'
import { TestResultTag } from './ControlTags.tsx'
import { parameterWords } from './query-parameters.ts'
import { countsWords } from './run-words.ts'
import { subjectPath } from './subject-path.ts'
import type { ControlTestRun } from './test-queries.ts'

type Subject = ControlTestRun['sample'][number] & { key: string }

const columns: Column<Subject>[] = [
  {
    id: 'subject',
    header: t('test.subject'),
    cell: ({ subject }) => {
      const path = subjectPath(subject)
      return path === null ? subject.label : <Go to={path}>{subject.label}</Go>
    },
  },
  { id: 'judgement', header: t('test.judgement'), cell: ({ ok }) => <Judgement ok={ok} /> },
  {
    id: 'reason',
    header: t('test.reason'),
    cell: ({ reason }) => <div className={classes['wide']}>{asSentence(reason)}</div>,
  },
]

function Judgement({ ok }: Pick<Subject, 'ok'>) {
  if (ok === null) return <Tag icon="question">{t('test.judgement.unknown')}</Tag>
  return (
    <Tag tone={ok ? 'ok' : 'warning'} icon={ok ? 'check' : 'warning'}>
      {t(ok ? 'test.judgement.yes' : 'test.judgement.no')}
    </Tag>
  )
}

type Props = {
  run: ControlTestRun
  /** of the test as it was before it was changed */
  earlier: boolean
  open: boolean
}

/** One run: when and by whom, what came out, and what was looked at. */
export function RunDetails({ run, earlier, open }: Props) {
  const { ranAt, ranBy, result, counts, note, sample, findingId, parameters } = run
  const total = counts.ok + counts.notOk + counts.undecided
  const asked = parameterWords(parameters ?? {})
  return (
    <details open={open} className={classes['fold']}>
      <summary>
        {formatTime(ranAt)} <TestResultTag result={result} />{' '}
        <Text span size="sm" c="dimmed">
          {ranBy.name}
        </Text>{' '}
        {earlier ? <Tag icon="clock">{t('test.earlier')}</Tag> : null}
      </summary>
      <Stack gap="xs" py="xs">
        {earlier ? (
          <Text size="sm" c="dimmed" className="prewrap measure">
            {t('test.askedThen')} {run.procedure} {asked}
          </Text>
        ) : null}
        <Text size="sm">
          {countsWords(counts)}{' '}
          {findingId === null ? null : <Go to={paths.finding(findingId)}>{t('test.finding')}</Go>}
        </Text>
        {note === null ? null : (
          <Text size="sm" className="prewrap measure">
            {note}
          </Text>
        )}
        {sample.length === 0 ? null : (
          <DataTable
            caption={t('test.lookedAt', { at: formatTime(ranAt) })}
            columns={columns}
            // Two of a stated sample may be called the same.
            rows={sample.map((each, index) => ({ ...each, key: String(index) }))}
            keyOf={({ key }) => key}
          />
        )}
        {sample.length < total ? (
          <Text size="sm" c="dimmed">
            {t('test.sampleOf', { shown: sample.length, total })}
          </Text>
        ) : null}
      </Stack>
    </details>
  )
}
