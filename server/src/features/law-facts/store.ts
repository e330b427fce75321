import type { z } from 'zod'
import type { LawFactName } from '@primum/core/frameworks/law-facts'
import type { Context } from '../../context.ts'
import type { lawFactList } from './schemas.ts'

type Listed = z.input<typeof lawFactList>

/** Keeps what was said with who said it and when; null takes a statement back. */
export async function upsertFacts(
  tx: Context,
  aiSystemId: string | null,
  facts: object,
): Promise<void> {
  const given = Object.entries(facts) as [LawFactName, unknown][]
  const taken = given.filter(([, value]) => value === null).map(([name]) => name)
  if (taken.length > 0) {
    await tx.db
      .deleteFrom('law_facts')
      .where('organization_id', '=', tx.organizationId)
      .where('ai_system_id', aiSystemId === null ? 'is' : '=', aiSystemId)
      .where('name', 'in', taken)
      .execute()
  }
  const stated = given.filter(([, value]) => value !== null)
  if (stated.length === 0) return
  await tx.db
    .insertInto('law_facts')
    .values(
      stated.map(([name, value]) => ({
        id: tx.newId(),
        organization_id: tx.organizationId,
        ai_system_id: aiSystemId,
        name,
        value: JSON.stringify(value),
        stated_by: JSON.stringify(tx.stamp()),
        stated_at: tx.now(),
      })),
    )
    .onConflict((clash) =>
      clash.columns(['organization_id', 'ai_system_id', 'name']).doUpdateSet((eb) => ({
        value: eb.ref('excluded.value'),
        stated_by: eb.ref('excluded.stated_by'),
        stated_at: eb.ref('excluded.stated_at'),
      })),
    )
    .execute()
}

/** What these facts are, as the ledger keeps it. */
export function valuesOf({ items }: Listed, facts: object) {
  const named = new Set(Object.keys(facts))
  return Object.fromEntries(
    items.filter(({ name }) => named.has(name)).map(({ name, value }) => [name, value]),
  )
}
