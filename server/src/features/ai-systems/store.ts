import type { Kysely, Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import type { AiSystems, DB } from '../../db/schema.gen.ts'
import { invalid } from '../../errors.ts'
import type { AiSystem } from './ai-system.ts'

/** AI systems with what is derived from other records: sites, stable version, assessments, incidents. */
export function selectAiSystems(db: Kysely<DB>, organizationId: string) {
  return db
    .selectFrom('ai_systems')
    .selectAll('ai_systems')
    .select((eb) => [
      sql<string[]>`array(select sites.code from ai_system_sites
        join sites on sites.id = ai_system_sites.site_id
        where ai_system_sites.ai_system_id = ai_systems.id order by sites.code)`.as('site_codes'),
      sql<{
        id: string
        label: string
      } | null>`(select json_build_object('id', versions.id, 'label', versions.label)
        from aliases join versions on versions.id = aliases.version_id
        where aliases.ai_system_id = ai_systems.id and aliases.alias = 'stable')`.as(
        'stable_version',
      ),
      sql<string | null>`(select to_char(max(sign_offs.created_at) at time zone 'UTC', 'YYYY-MM-DD')
        from sign_offs where sign_offs.ai_system_id = ai_systems.id
        and sign_offs.subject_type = 'assessments')`.as('assessed_on'),
      eb
        .selectFrom('incidents')
        .select((count) => count.fn.countAll<number>().as('count'))
        .whereRef('incidents.ai_system_id', '=', 'ai_systems.id')
        .where('incidents.status', 'not in', ['resolved', 'closed'])
        .as('open_incidents'),
    ])
    .where('ai_systems.organization_id', '=', organizationId)
}

type Row = Selectable<AiSystems> & {
  site_codes: string[]
  stable_version: { id: string; label: string } | null
  assessed_on: string | null
  open_incidents: number | null
}

export function toAiSystem(row: Row): AiSystem {
  return {
    id: row.id,
    reference: row.reference,
    name: row.name,
    businessPurpose: row.business_purpose,
    intendedUse: row.intended_use,
    archetype: row.archetype as AiSystem['archetype'],
    traits: row.traits,
    dataTypes: row.data_types,
    modelOwner: row.model_owner,
    clinicalOwner: row.clinical_owner,
    technicalOwner: row.technical_owner,
    riskOwner: row.risk_owner,
    vendor: row.vendor,
    hostingLocation: row.hosting_location,
    monitoringApproach: row.monitoring_approach,
    statedLastAssessedOn: row.stated_last_assessed_on,
    lastAssessedOn: row.assessed_on ?? row.stated_last_assessed_on,
    careSetting: row.care_setting,
    users: row.users,
    population: row.population,
    autonomy: row.autonomy,
    downtimeProcedure: row.downtime_procedure,
    usesPhi: row.uses_phi,
    thirdPartyComponents: row.third_party_components,
    fdaStatus: row.fda_status,
    fdaNumber: row.fda_number,
    euRole: row.eu_role,
    euHighRisk: row.eu_high_risk,
    siteCodes: row.site_codes,
    outcomeHorizonDays: row.outcome_horizon_days,
    outcomeGraceDays: row.outcome_grace_days,
    labelPolicy: row.label_policy as AiSystem['labelPolicy'],
    clock: row.clock as AiSystem['clock'],
    replayNow: row.replay_now?.toISOString() ?? null,
    synthetic: row.synthetic,
    stage: row.stage as AiSystem['stage'],
    tier: row.tier,
    suspendedAt: row.suspended_at?.toISOString() ?? null,
    suspensionReason: row.suspension_reason,
    stableVersion: row.stable_version,
    openIncidents: row.open_incidents ?? 0,
    revision: row.revision,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  }
}

/** Replaces the sites of a system; an unknown code is refused by name. */
export async function updateSites(tx: Context, id: string, siteCodes: string[]): Promise<void> {
  const sites = await tx.db
    .selectFrom('sites')
    .select(['id', 'code'])
    .where('organization_id', '=', tx.organizationId)
    .execute()
  const chosen = [...new Set(siteCodes)].map((code) => {
    const found = sites.find((site) => site.code === code)
    if (found === undefined) {
      throw invalid('siteCodes', `There is no site with the code ${code}.`, 'Add the site first.')
    }
    return found
  })
  await tx.db.deleteFrom('ai_system_sites').where('ai_system_id', '=', id).execute()
  if (chosen.length === 0) return
  await tx.db
    .insertInto('ai_system_sites')
    .values(chosen.map((site) => ({ ai_system_id: id, site_id: site.id })))
    .execute()
}
