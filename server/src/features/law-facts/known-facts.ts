import { lawFactNames } from '@primum/core/frameworks/law-facts'
import type { LawFactName } from '@primum/core/frameworks/law-facts'
import { factsOfRecord, factsOfSites, joinFacts } from '@primum/core/frameworks/system-facts'
import type { FactValue, KnownFact } from '@primum/core/frameworks/system-facts'
import type { Context } from '../../context.ts'
import type { ActorStamp } from '../../ledger/actor-stamp.ts'
import type { AiSystem } from '../ai-systems/ai-system.ts'

/** A fact with who said it and when, where a person did. */
export type ToldFact = KnownFact & { statedBy: string | null; statedAt: string | null }

/** What is known of a system that the law asks for, each from the nearest that tells it. */
export async function knownFacts(ctx: Context, system: AiSystem): Promise<ToldFact[]> {
  const stated = await statedFacts(ctx, system.id)
  const ofOrganization = await organizationFacts(ctx)
  const sites = await ctx.db
    .selectFrom('sites')
    .innerJoin('ai_system_sites', 'ai_system_sites.site_id', 'sites.id')
    .select(['country', 'state'])
    .where('ai_system_sites.ai_system_id', '=', system.id)
    .execute()
  const untold = (fact: KnownFact): ToldFact => ({ ...fact, statedBy: null, statedAt: null })
  return joinFacts(
    stated.map((fact) => ({ ...fact, source: 'stated' as const })),
    factsOfRecord(system).map(untold),
    factsOfSites(sites).map(untold),
    ofOrganization,
  )
}

export async function organizationFacts(ctx: Context): Promise<ToldFact[]> {
  const stated = await statedFacts(ctx, null)
  return stated.map((fact) => ({ ...fact, source: 'organization' as const }))
}

async function statedFacts(ctx: Context, aiSystemId: string | null) {
  const rows = await ctx.db
    .selectFrom('law_facts')
    .select(['name', 'value', 'stated_by', 'stated_at'])
    .where('organization_id', '=', ctx.organizationId)
    .where('ai_system_id', aiSystemId === null ? 'is' : '=', aiSystemId)
    .execute()
  return rows
    .filter(({ name }) => (lawFactNames as string[]).includes(name))
    .map((row) => ({
      name: row.name as LawFactName,
      value: row.value as unknown as FactValue,
      statedBy: (row.stated_by as unknown as ActorStamp).name,
      statedAt: row.stated_at.toISOString(),
    }))
}
