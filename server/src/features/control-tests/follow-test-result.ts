import type { ControlTestResult } from '@primum/core/controls/control-test'
import type { SubjectCounts, TestedSubject } from '@primum/core/controls/tested-subjects'
import { sampleOf } from '@primum/core/controls/tested-subjects'
import type { Context } from '../../context.ts'
import type { ControlSummary } from '../controls/loaded-control.ts'
import { checkFinding } from '../findings/check-finding.ts'
import { noteFinding } from '../findings/note-finding.ts'
import { openFinding } from '../findings/open-finding.ts'
import type { ControlTest } from './tests-of-controls.ts'

type Tested = {
  control: ControlSummary
  test: ControlTest
  subjects: readonly TestedSubject[]
  counts: SubjectCounts
  result: ControlTestResult
  note: string | null
}

/**
 * What comes of a run: the first that fails opens a finding, and later ones belong to it while it
 * is not closed. One that was resolved was not put right, and starts again. A run that passes says
 * so in its history and closes nothing: somebody checks that. Answers the finding of a failed run.
 */
export async function followTestResult(tx: Context, tested: Tested): Promise<string | null> {
  const { control, test, result } = tested
  if (result === 'not-decidable') return null
  const open = await openFindingOf(tx, test.id)
  if (result === 'passed') {
    if (open !== null && test.lastRun?.result !== 'passed') {
      const reason = `The test "${test.title}" of ${control.reference} passed.`
      await noteFinding(tx.asSystem(), open.id, reason)
    }
    return null
  }
  const reason = sentenceOf(tested)
  if (open !== null) {
    if (open.status === 'resolved') {
      const again = { effective: false, reason: `The test failed again. ${reason}`.slice(0, 4000) }
      await checkFinding(tx.asSystem(), open.id, again)
    }
    return open.id
  }
  // A key that may only test still leaves a finding: it is not its choice.
  const opener = tx.may('findings.open').allowed ? tx : tx.asSystem()
  const finding = await openFinding(opener, {
    title: `${control.reference} ${control.title}: a test failed`.slice(0, 300),
    description: reason.slice(0, 4000),
    severity: 'major',
    ownerId: control.owner === null || control.owner.left ? null : control.owner.id,
    source: {
      type: 'control-test',
      reference: `${control.reference}: ${test.title}`.slice(0, 300),
    },
  })
  return finding.id
}

/** The finding that this test opened and that is not closed: the test's row is locked, so one. */
async function openFindingOf(tx: Context, testId: string) {
  const row = await tx.db
    .selectFrom('control_test_runs')
    .innerJoin('findings', 'findings.id', 'control_test_runs.finding_id')
    .select(['findings.id', 'findings.status'])
    .where('control_test_runs.organization_id', '=', tx.organizationId)
    .where('control_test_runs.test_id', '=', testId)
    .where('findings.status', '!=', 'verified')
    .limit(1)
    .forUpdate('findings')
    .executeTakeFirst()
  return row ?? null
}

function sentenceOf({ test, subjects, counts, note }: Tested): string {
  const worst = sampleOf(subjects, 10).filter(({ ok }) => ok === false)
  const total = counts.ok + counts.notOk + counts.undecided
  return [
    `The test "${test.title}" failed.`,
    ...(total === 0 ? [] : [`${counts.notOk} of ${total} are not as they should be.`]),
    ...worst.map(({ subject, reason }) => `${subject.label}: ${reason}.`),
    ...(counts.notOk > worst.length ? [`And ${counts.notOk - worst.length} more.`] : []),
    ...(note === null ? [] : [note]),
  ].join(' ')
}
