import type { z } from 'zod'
import type { DutyState } from '@primum/core/duties/duty'
import { dutyStatus } from '@primum/core/duties/duty-status'
import type { Library } from '@primum/core/frameworks/library'
import type { ActorStamp } from '../../ledger/actor-stamp.ts'
import type { ListedRow } from './listing.ts'
import type { dutySummary } from './schemas.ts'
import type { LookAgain } from './store.ts'

type Duty = z.input<typeof dutySummary>

/** A duty as it is shown: judged by core, from what its evidence comes to. */
export function shownDuty(library: Library, row: ListedRow, today: string): Duty {
  const setAside = row.set_aside as { reason: string; by: ActorStamp; at: string } | null
  const lookAgain = row.look_again as LookAgain | null
  const facts = {
    ...{ state: row.state as DutyState, effective: row.effective, everyMonths: row.every_months },
    ...{ dueOn: row.due_on, setAside, lookAgain },
  }
  const proof = { counts: row.counts, until: row.until, lapsedOn: row.lapsed_on }
  return {
    id: row.id,
    aiSystem: { id: row.ai_system_id, reference: row.reference, name: row.system_name },
    ...titlesOf(library, row),
    ...{ rule: row.rule, state: facts.state, prohibits: row.prohibits },
    ...{ effective: row.effective, everyMonths: row.every_months },
    arisenAt: row.arisen_at.toISOString(),
    stateSince: row.state_since.toISOString(),
    ...dutyStatus(facts, proof, today),
    due: { on: row.due_on, agreed: row.due_agreed },
    owner: ownerOf(row),
    ...{ note: row.note, setAside, lookAgain, revision: row.revision },
  }
}

/** What a requirement and its framework are called; by their ids where they are there no longer. */
export function titlesOf(
  library: Library,
  { requirement_id: id, framework }: { requirement_id: string; framework: string },
) {
  return {
    requirement: { id, title: library.requirement(id)?.title ?? id },
    framework: { id: framework, title: library.frameworks.get(framework)?.title ?? framework },
  }
}

function ownerOf(row: ListedRow): Duty['owner'] {
  if (row.owner_id !== null) {
    const member = { id: row.owner_id, userId: row.owner_user_id ?? '' }
    return { of: 'duty', name: row.owner_name ?? '', member }
  }
  const name = row.model_owner.trim()
  if (name === '') return null
  const { model_owner_member: id, model_owner_user_id: userId } = row
  return { of: 'ai-system', name, member: id === null ? null : { id, userId: userId ?? '' } }
}
