import type { z } from 'zod'
import type { Library } from '@primum/core/frameworks/library'
import type { Context } from '../../context.ts'
import { invalid } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { libraryOf } from '../content-packs/library-of.ts'
import { lockControl } from './lock-control.ts'
import { readControl } from './read-control.ts'
import { mapRequirementRequest } from './schemas.ts'
import type { control } from './schemas.ts'
import { loadRecord, recordOf, updateRevision } from './store.ts'

/** Says that a control is for a requirement, how much of it it meets, and why. */
export async function mapRequirement(
  ctx: Context,
  id: string,
  requirementId: string,
  input: unknown,
  revision: number | null,
): Promise<z.infer<typeof control>> {
  ctx.authorize('controls.manage')
  const { reach, rationale } = parse(mapRequirementRequest, input)
  refuseUnmet(await libraryOf(ctx), requirementId)
  return ctx.transaction(async (tx) => {
    const { summary: before } = await lockControl(tx, id, revision)
    const said = {
      ...{ reach, rationale, look_again: null },
      ...{ created_by: JSON.stringify(tx.stamp()), created_at: tx.now() },
    }
    await tx.db
      .insertInto('control_requirements')
      .values({
        control_id: id,
        requirement_id: requirementId,
        organization_id: tx.organizationId,
        ...said,
      })
      .onConflict((clash) => clash.columns(['control_id', 'requirement_id']).doUpdateSet(said))
      .execute()
    await updateRevision(tx, id, before.revision)
    appendEntry(tx, {
      action: 'controls.map-requirement',
      subject: { type: 'controls', id },
      before: recordOf(before),
      after: await loadRecord(tx, id),
      details: { reference: before.reference, requirementId, reach, rationale },
    })
    return readControl(tx, id)
  })
}

/** Only what a framework asks for can be met. */
function refuseUnmet(library: Library, id: string): void {
  const requirement = library.requirement(id)
  if (requirement === null) {
    const remedy = 'Take the id of a requirement, with the prefix of its framework.'
    throw invalid('requirementId', `There is no requirement ${id.slice(0, 120)} here.`, remedy)
  }
  const { role, title } = requirement
  if (role === 'heading') {
    const message = `${id} (${title}) is a heading: it asks for nothing itself.`
    throw invalid('requirementId', message, 'Name the requirements below it.')
  }
  if (role === 'note') {
    const message = `${id} (${title}) is a note: it informs, and asks for nothing.`
    throw invalid('requirementId', message, 'Name a requirement.')
  }
}
