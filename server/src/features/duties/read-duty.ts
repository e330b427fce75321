import { sql } from 'kysely'
import type { z } from 'zod'
import { evidenceWorth } from '@primum/core/duties/duty-proof'
import { dayOfInstant } from '@primum/core/monitoring/days'
import type { Context } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { loadAiSystem } from '../ai-systems/load-ai-system.ts'
import { libraryOf } from '../content-packs/library-of.ts'
import { lawOf, shown } from '../obligations/list-obligations.ts'
import { selectDutyEvidence } from './duty-evidence.ts'
import { selectDuties } from './listing.ts'
import type { ListedRow } from './listing.ts'
import { shownDuty } from './present.ts'
import type { duty } from './schemas.ts'
import type { LookAgain } from './store.ts'

type Duty = z.input<typeof duty>

/** A duty with what the law says of it now, and every piece of evidence with what it is worth. */
export async function readDuty(ctx: Context, id: string): Promise<Duty> {
  ctx.authorize('duties.read')
  const today = dayOfInstant(ctx.now().toISOString())
  const [row] = await selectDuties(ctx, today, sql`d.id = ${id}`)
  if (row === undefined) throw notFound('duty', id)
  return {
    ...shownDuty(await libraryOf(ctx), row, today),
    obligation: await obligationOf(ctx, row, today),
    evidence: await evidenceOf(ctx, row, today),
  }
}

async function obligationOf(
  ctx: Context,
  { ai_system_id: aiSystemId, requirement_id: requirementId, state }: ListedRow,
  today: string,
): Promise<Duty['obligation']> {
  if (state === 'ended') return null
  const { obligations } = await lawOf(ctx, await loadAiSystem(ctx, aiSystemId), today)
  const found = obligations.find(({ requirement }) => requirement.id === requirementId)
  return found === undefined ? null : shown(await libraryOf(ctx), found)
}

async function evidenceOf(ctx: Context, row: ListedRow, today: string): Promise<Duty['evidence']> {
  const { every_months: everyMonths, look_again: lookAgain } = row
  const lookAgainAt = (lookAgain as LookAgain | null)?.at ?? null
  const pieces = await selectDutyEvidence(ctx, row, today)
  return pieces
    .map(({ facts, ...piece }) => {
      const { counts, reason, until } = evidenceWorth(facts, { everyMonths, lookAgainAt, today })
      return { ...piece, counts, reason, until, linkedAt: facts.linkedAt }
    })
    .toSorted((a, b) => Number(b.counts) - Number(a.counts))
}
