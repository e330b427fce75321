import type { Kysely, Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import type { AiSystems, DB } from '../../db/schema.gen.ts'
import { invalid } from '../../errors.ts'
import type { AiSystem } from './ai-system.ts'

/**
 * AI systems with what is derived from other records: sites, stable version, assessments, incidents.
 * Read for every line of the list: nothing is joined but by key, and the fixed values are part of the
 * text, so that a prepared statement still finds its partial indexes.
 */
export function selectAiSystems(db: Kysely<DB>, organizationId: string) {
  return db
    .selectFrom('ai_systems')
    .leftJoin('aliases', (join) =>
      join
        .onRef('aliases.ai_system_id', '=', 'ai_systems.id')
        .on('aliases.alias', '=', sql.lit('stable')),
    )
    .leftJoin('versions', 'versions.id', 'aliases.version_id')
    .selectAll('ai_systems')
    .select([
      'versions.id as stable_version_id',
      'versions.label as stable_version_label',
      sql<string[]>`array(select site_code from ai_system_sites
        where ai_system_id = ai_systems.id order by site_code)`.as('site_codes'),
      sql<string | null>`(select to_char(max(sign_offs.created_at) at time zone 'UTC', 'YYYY-MM-DD')
        from sign_offs where sign_offs.ai_system_id = ai_systems.id
        and sign_offs.subject_type = 'assessments')`.as('assessed_on'),
      sql<number>`(select count(*) from incidents where incidents.ai_system_id = ai_systems.id
        and incidents.status not in ('resolved', 'closed'))`.as('open_incidents'),
    ])
    .where('ai_systems.organization_id', '=', organizationId)
}

type Row = Selectable<AiSystems> & {
  stable_version_id: string | null
  stable_version_label: string | null
  site_codes: string[]
  assessed_on: string | null
  open_incidents: number
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
    stableVersion: toVersion(row.stable_version_id, row.stable_version_label),
    openIncidents: row.open_incidents,
    revision: row.revision,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  }
}

function toVersion(id: string | null, label: string | null): AiSystem['stableVersion'] {
  return id === null || label === null ? null : { id, label }
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
    .values(chosen.map((site) => ({ ai_system_id: id, site_id: site.id, site_code: site.code })))
    .execute()
}
