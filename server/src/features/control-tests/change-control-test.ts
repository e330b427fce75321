import type { Context } from '../../context.ts'
import { invalid } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { plainJson } from '../../ledger/plain-json.ts'
import { parse } from '../../parse.ts'
import { parametersOf } from './query-of-test.ts'
import { changeControlTestRequest } from './schemas.ts'
import { loadControlTest, lockControlTest } from './store.ts'
import type { ControlTest } from './tests-of-controls.ts'

/**
 * Changes a test, or retires it. Where what is tested changes, its runs up to now say nothing of it
 * any more: it has to run again.
 */
export async function changeControlTest(
  ctx: Context,
  id: string,
  input: unknown,
  revision: number | null,
): Promise<ControlTest> {
  ctx.authorize('controls.manage')
  const request = parse(changeControlTestRequest, input)
  return ctx.transaction(async (tx) => {
    const { control, test: before } = await lockControlTest(tx, id, revision)
    const { query } = before
    if (request.parameters !== undefined && query === null) {
      throw invalid('parameters', 'A manual test has none.', 'Change its procedure instead.')
    }
    const procedure = request.procedure ?? before.procedure
    const parameters =
      request.parameters === undefined || query === null
        ? before.parameters
        : parametersOf(query, request.parameters)
    const redefined =
      (before.kind === 'manual' && procedure !== before.procedure) ||
      !sameJson(parameters, before.parameters)
    const { retire } = request
    await tx.db
      .updateTable('control_tests')
      .set({
        title: request.title ?? before.title,
        procedure,
        every_months: request.everyMonths === undefined ? before.everyMonths : request.everyMonths,
        parameters: parameters === null ? null : JSON.stringify(parameters),
        definition: before.definition + (redefined ? 1 : 0),
        ...(retire === undefined ? {} : { retired_at: tx.now(), retirement_reason: retire.reason }),
        revision: before.revision + 1,
        updated_at: tx.now(),
      })
      .where('id', '=', id)
      .execute()
    const after = await loadControlTest(tx, id)
    appendEntry(tx, {
      action: retire === undefined ? 'control-tests.change' : 'control-tests.retire',
      subject: { type: 'control-tests', id },
      before,
      after,
      details: {
        control: control.reference,
        fields: Object.keys(request),
        redefined,
        reason: retire?.reason ?? null,
      },
    })
    return after
  })
}

/** The database gives the keys of JSON in an order of its own. */
function sameJson(a: unknown, b: unknown): boolean {
  return sorted(a) === sorted(b)
}

function sorted(value: unknown): string {
  const object = plainJson(value) as Record<string, unknown> | null
  return JSON.stringify(object === null ? null : Object.entries(object).toSorted(byKey))
}

function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1
}
