import { addDays } from '@primum/core/monitoring/days'
import type { Context } from '../../context.ts'
import { selectControlTests, toControlTest } from './tests-of-controls.ts'

const mostTests = 100
const daysAhead = 14

/**
 * Manual tests that somebody has to perform: never performed as they are, or due within two weeks.
 * Of controls that the asker owns, and of those that nobody does.
 */
export async function listManualTests(ctx: Context) {
  ctx.authorize('controls.read')
  const rows = await selectControlTests(ctx)
    .innerJoin('controls', 'controls.id', 'control_tests.control_id')
    .select(['controls.reference', 'controls.owner_id'])
    .where('control_tests.kind', '=', 'manual')
    .where('control_tests.retired_at', 'is', null)
    .where('controls.retired_at', 'is', null)
    .where((eb) => eb.or([eb('owner_id', '=', ctx.actor.memberId), eb('owner_id', 'is', null)]))
    .where((eb) => eb.or([eb('run_id', 'is', null), eb('every_months', 'is not', null)]))
    .orderBy('control_tests.created_at')
    .orderBy('control_tests.id')
    .execute()
  const last = addDays(ctx.now().toISOString().slice(0, 10), daysAhead)
  return rows
    .map((row) => {
      const { id, controlId, title, dueOn } = toControlTest(row)
      return {
        id,
        controlId,
        title,
        dueOn,
        reference: row.reference,
        isMine: row.owner_id !== null,
      }
    })
    .filter(({ dueOn }) => dueOn === null || dueOn <= last)
    .slice(0, mostTests)
}
