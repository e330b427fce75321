import type { z } from 'zod'
import { countSubjects, resultOf, sampleOf } from '@primum/core/controls/tested-subjects'
import type { SubjectCounts, TestedSubject } from '@primum/core/controls/tested-subjects'
import type { ControlTestResult } from '@primum/core/controls/control-test'
import type { Context } from '../../context.ts'
import { conflict, invalid } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { followTestResult } from './follow-test-result.ts'
import { askQuery } from './query-of-test.ts'
import { runControlTestRequest } from './schemas.ts'
import { loadControlTest, lockControlTest, toRun } from './store.ts'
import type { ControlTestRun } from './store.ts'

const largestSample = 200

/**
 * Records a manual test as a person states it, or runs an automatic one now. A failed one opens a
 * finding. The records are read before the transaction, so that nobody waits for a long query.
 */
export async function runControlTest(
  ctx: Context,
  id: string,
  input: unknown,
): Promise<ControlTestRun> {
  ctx.authorize('controls.test')
  const request = parse(runControlTestRequest, input)
  const asked = await loadControlTest(ctx, id)
  const ranAt = ctx.now()
  const found = asked.kind === 'manual' ? stated(request) : await answered(ctx, asked, request)
  return ctx.transaction(async (tx) => {
    const { control, test } = await lockControlTest(tx, id)
    if (test.definition !== asked.definition) {
      const message = 'Someone changed this test while it ran.'
      throw conflict('test-changed', message, 'Run it again.')
    }
    const findingId = await followTestResult(tx, { control, test, ...found })
    const row = await tx.db
      .insertInto('control_test_runs')
      .values({
        id: tx.newId(),
        organization_id: tx.organizationId,
        test_id: id,
        definition: test.definition,
        procedure: test.procedure,
        query: test.query,
        parameters: test.parameters === null ? null : JSON.stringify(test.parameters),
        ran_at: ranAt,
        ran_by: JSON.stringify(tx.stamp()),
        result: found.result,
        counts: JSON.stringify(found.counts),
        sample: JSON.stringify(sampleOf(found.subjects, largestSample)),
        note: found.note,
        finding_id: findingId,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    const run = toRun(row)
    appendEntry(tx, {
      action: 'control-tests.run',
      subject: { type: 'control-tests', id },
      before: null,
      after: run,
      details: {
        control: control.reference,
        test: test.title,
        result: run.result,
        counts: run.counts,
        findingId,
      },
    })
    return run
  })
}

type Found = {
  subjects: TestedSubject[]
  counts: SubjectCounts
  result: ControlTestResult
  note: string | null
}

/** Where a sample was taken, the result follows from it: nobody passes what they saw fail. */
function stated({ result, sample, note }: z.output<typeof runControlTestRequest>): Found {
  if (result === undefined) throw invalid('result', 'A manual test needs its result.')
  const subjects = sample.map(({ label, ok, reason }) => ({
    subject: { type: 'stated', id: null, label },
    ...{ ok, reason },
  }))
  const counts = countSubjects(subjects)
  if (sample.length === 0 && note === null) {
    const remedy = 'List the sample, or say in the note what was looked at.'
    throw invalid('sample', 'Nothing says what was looked at.', remedy)
  }
  const follows = sample.length === 0 ? result : resultOf(counts, 'not-decidable')
  if (follows !== result) {
    const said = `${counts.notOk} of the sample are not as they should be, ${counts.undecided} undecided`
    throw invalid('result', `${said}: so it is ${follows}.`, `State ${follows}, or correct them.`)
  }
  return { subjects, counts, result, note }
}

async function answered(
  ctx: Context,
  test: { query: string | null; parameters: unknown },
  { result, sample, note }: z.output<typeof runControlTestRequest>,
): Promise<Found> {
  if (result !== undefined || sample.length > 0) {
    const path = result === undefined ? 'sample' : 'result'
    throw invalid(path, 'An automatic test computes it.', 'Send an empty object to run it.')
  }
  const { subjects, whenNothing, problem } = await askQuery(ctx, test)
  const counts = countSubjects(subjects)
  const empty = subjects.length === 0 ? 'There was nothing to look at.' : null
  return { subjects, counts, result: resultOf(counts, whenNothing), note: note ?? problem ?? empty }
}
