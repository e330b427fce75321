import type { AiSystemFieldName } from './fields.ts'

/** The column of each stated field; `siteCodes` lives in a table of its own. */
const columnOf = {
  reference: 'reference',
  name: 'name',
  businessPurpose: 'business_purpose',
  intendedUse: 'intended_use',
  archetype: 'archetype',
  traits: 'traits',
  dataTypes: 'data_types',
  modelOwner: 'model_owner',
  clinicalOwner: 'clinical_owner',
  technicalOwner: 'technical_owner',
  riskOwner: 'risk_owner',
  vendor: 'vendor',
  hostingLocation: 'hosting_location',
  monitoringApproach: 'monitoring_approach',
  statedLastAssessedOn: 'stated_last_assessed_on',
  careSetting: 'care_setting',
  users: 'users',
  population: 'population',
  autonomy: 'autonomy',
  downtimeProcedure: 'downtime_procedure',
  usesPhi: 'uses_phi',
  thirdPartyComponents: 'third_party_components',
  fdaStatus: 'fda_status',
  fdaNumber: 'fda_number',
  euRole: 'eu_role',
  euHighRisk: 'eu_high_risk',
  outcomeHorizonDays: 'outcome_horizon_days',
  outcomeGraceDays: 'outcome_grace_days',
  labelPolicy: 'label_policy',
} as const satisfies Record<Exclude<AiSystemFieldName, 'siteCodes'>, string>

type Columns = { [Name in keyof typeof columnOf as (typeof columnOf)[Name]]: unknown }

/** The given fields as columns; what is undefined is left out. */
export function toColumns<Fields extends object>(fields: Fields): Partial<Columns> {
  const entries = Object.entries(fields)
    .filter(([name, value]) => name in columnOf && value !== undefined)
    .map(([name, value]) => [columnOf[name as keyof typeof columnOf], value as unknown])
  return Object.fromEntries(entries) as Partial<Columns>
}
