import type { MessageKey } from '../../lib/messages/messages.ts'
import type { AiSystemFields } from './queries.ts'

export type FieldName = keyof AiSystemFields

/** How a field is asked for. */
export type FieldKind =
  | 'line'
  | 'text'
  | 'list'
  | 'number'
  | 'yesNo'
  | 'choice'
  | 'choices'
  | 'day'
  | 'sites'

export const fieldKinds: Partial<Record<FieldName, FieldKind>> = {
  reference: 'line',
  name: 'line',
  businessPurpose: 'text',
  intendedUse: 'text',
  archetype: 'choice',
  traits: 'choices',
  autonomy: 'choice',
  modelOwner: 'line',
  clinicalOwner: 'line',
  technicalOwner: 'line',
  riskOwner: 'line',
  vendor: 'line',
  thirdPartyComponents: 'list',
  careSetting: 'line',
  users: 'text',
  population: 'text',
  siteCodes: 'sites',
  hostingLocation: 'line',
  dataTypes: 'list',
  usesPhi: 'yesNo',
  downtimeProcedure: 'text',
  monitoringApproach: 'text',
  outcomeHorizonDays: 'number',
  outcomeGraceDays: 'number',
  labelPolicy: 'choice',
  fdaStatus: 'choice',
  fdaNumber: 'line',
  euRole: 'choice',
  euHighRisk: 'yesNo',
  statedLastAssessedOn: 'day',
}

export const requiredFields: readonly FieldName[] = [
  'reference',
  'name',
  'businessPurpose',
  'intendedUse',
  'archetype',
  'modelOwner',
  'hostingLocation',
  'monitoringApproach',
]

/** The record in the order in which it is asked. */
export const fieldGroups: { title: MessageKey; fields: FieldName[] }[] = [
  {
    title: 'aiSystems.group.identity',
    fields: [
      'reference',
      'name',
      'businessPurpose',
      'intendedUse',
      'archetype',
      'traits',
      'autonomy',
    ],
  },
  {
    title: 'aiSystems.group.people',
    fields: ['modelOwner', 'clinicalOwner', 'technicalOwner', 'riskOwner', 'vendor'],
  },
  {
    title: 'aiSystems.group.context',
    fields: ['careSetting', 'users', 'population', 'siteCodes', 'downtimeProcedure'],
  },
  {
    title: 'aiSystems.group.data',
    fields: ['hostingLocation', 'dataTypes', 'usesPhi', 'thirdPartyComponents'],
  },
  {
    title: 'aiSystems.group.watch',
    fields: ['monitoringApproach', 'outcomeHorizonDays', 'outcomeGraceDays', 'labelPolicy'],
  },
  {
    title: 'aiSystems.group.law',
    fields: ['fdaStatus', 'fdaNumber', 'euRole', 'euHighRisk', 'statedLastAssessedOn'],
  },
]
