import type { z } from 'zod'
import { lawFacts } from '@primum/core/frameworks/law-facts'
import type { LawFactName } from '@primum/core/frameworks/law-facts'
import type { Context } from '../../context.ts'
import { invalid } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { listOrganizationFacts } from './list-law-facts.ts'
import { stateLawFactsRequest } from './schemas.ts'
import type { lawFactList } from './schemas.ts'
import { upsertFacts, valuesOf } from './store.ts'

type Listed = z.input<typeof lawFactList>

/** States facts of the organization, which hold for all of its systems. */
export async function stateOrganizationFacts(ctx: Context, input: unknown): Promise<Listed> {
  ctx.authorize('law-facts.state-organization')
  const { facts } = parse(stateLawFactsRequest, input)
  for (const name of Object.keys(facts) as LawFactName[]) {
    if (lawFacts[name].of === 'organization') continue
    const message = `${name} is a fact of each AI system, not of the organization.`
    throw invalid(`facts.${name}`, message, 'State it of the system.')
  }
  return ctx.transaction(async (tx) => {
    const before = await listOrganizationFacts(tx)
    await upsertFacts(tx, null, facts)
    const after = await listOrganizationFacts(tx)
    appendEntry(tx, {
      action: 'law-facts.state-organization',
      subject: { type: 'organizations', id: tx.organizationId },
      before: valuesOf(before, facts),
      after: valuesOf(after, facts),
    })
    return after
  })
}
