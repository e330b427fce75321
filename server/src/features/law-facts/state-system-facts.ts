import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { lockAiSystem } from '../ai-systems/lock-ai-system.ts'
import { listSystemFacts } from './list-law-facts.ts'
import { stateLawFactsRequest } from './schemas.ts'
import type { lawFactList } from './schemas.ts'
import { upsertFacts, valuesOf } from './store.ts'

type Listed = z.input<typeof lawFactList>

/** States facts of a system for the law; what is not named stays as it is. */
export async function stateSystemFacts(
  ctx: Context,
  aiSystemId: string,
  input: unknown,
): Promise<Listed> {
  ctx.authorize('law-facts.state')
  const { facts } = parse(stateLawFactsRequest, input)
  return ctx.transaction(async (tx) => {
    await lockAiSystem(tx, aiSystemId)
    const before = await listSystemFacts(tx, aiSystemId)
    await upsertFacts(tx, aiSystemId, facts)
    const after = await listSystemFacts(tx, aiSystemId)
    appendEntry(tx, {
      action: 'law-facts.state',
      subject: { type: 'ai-systems', id: aiSystemId },
      before: valuesOf(before, facts),
      after: valuesOf(after, facts),
    })
    return after
  })
}
