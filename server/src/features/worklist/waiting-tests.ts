import type { Context } from '../../context.ts'
import { listManualTests } from '../control-tests/manual-tests.ts'
import type { WorklistItem } from './schemas.ts'
import { urgencyOf } from './urgency.ts'

/** Manual tests of controls that the asker may perform. */
export async function waitingTests(ctx: Context): Promise<WorklistItem[]> {
  if (ctx.asker.kind !== 'person' || !ctx.may('controls.test').allowed) return []
  const now = ctx.now()
  return (await listManualTests(ctx)).map((test): WorklistItem => {
    const { id, controlId, title, reference, dueOn, isMine } = test
    const dueAt = dueOn === null ? null : new Date(`${dueOn}T23:59:59.999Z`)
    const whose = isMine ? 'Its control is yours.' : 'Nobody owns its control yet.'
    return {
      id: `control-test-${id}`,
      kind: 'control-test',
      title: `Test of control ${reference}: ${title}`,
      detail: dueOn === null ? `It was not performed yet. ${whose}` : whose,
      path: `/controls/${controlId}`,
      action: 'Perform the test',
      dueAt: dueAt?.toISOString() ?? null,
      clockNow: null,
      overdue: dueAt !== null && dueAt.getTime() < now.getTime(),
      urgency: dueAt === null ? 'soon' : urgencyOf(dueAt, now),
      synthetic: false,
    }
  })
}
