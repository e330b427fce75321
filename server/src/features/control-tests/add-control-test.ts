import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { lockControl } from '../controls/lock-control.ts'
import { parametersOf, procedureOf } from './query-of-test.ts'
import { addControlTestRequest } from './schemas.ts'
import { loadControlTest } from './store.ts'
import type { ControlTest } from './tests-of-controls.ts'

/** Defines a test of a control: one that a person does, or one that asks Primum's own records. */
export async function addControlTest(
  ctx: Context,
  controlId: string,
  input: unknown,
): Promise<ControlTest> {
  ctx.authorize('controls.manage')
  const request = parse(addControlTestRequest, input)
  const asked =
    request.kind === 'manual'
      ? { query: null, parameters: null, procedure: request.procedure }
      : {
          query: request.query,
          parameters: JSON.stringify(parametersOf(request.query, request.parameters)),
          procedure: request.procedure ?? procedureOf(request.query),
        }
  return ctx.transaction(async (tx) => {
    const { summary: control } = await lockControl(tx, controlId)
    const id = tx.newId()
    await tx.db
      .insertInto('control_tests')
      .values({
        id,
        organization_id: tx.organizationId,
        control_id: control.id,
        title: request.title,
        kind: request.kind,
        every_months: request.everyMonths,
        ...asked,
        created_by: JSON.stringify(tx.stamp()),
        created_at: tx.now(),
        updated_at: tx.now(),
      })
      .execute()
    const after = await loadControlTest(tx, id)
    appendEntry(tx, {
      action: 'control-tests.add',
      subject: { type: 'control-tests', id },
      before: null,
      after,
      details: { control: control.reference, title: after.title, kind: after.kind },
    })
    return after
  })
}
