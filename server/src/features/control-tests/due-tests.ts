import type { Context } from '../../context.ts'
import { selectControlTests, toControlTest } from './tests-of-controls.ts'

/** Automatic tests with a rhythm that have not run yet as they are, or whose day has come. */
export async function loadDueTests(ctx: Context): Promise<string[]> {
  ctx.authorize('controls.read')
  const rows = await selectControlTests(ctx)
    .innerJoin('controls', 'controls.id', 'control_tests.control_id')
    .where('control_tests.kind', '=', 'automatic')
    .where('control_tests.every_months', 'is not', null)
    .where('control_tests.retired_at', 'is', null)
    .where('controls.retired_at', 'is', null)
    .orderBy('control_tests.created_at')
    .orderBy('control_tests.id')
    .execute()
  const today = ctx.now().toISOString().slice(0, 10)
  return rows
    .map(toControlTest)
    .filter(({ dueOn }) => dueOn === null || dueOn <= today)
    .map(({ id }) => id)
}
