import { formatDay } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import type { Fact } from '../../ui/Facts.tsx'
import type { AiSystem } from './queries.ts'

/** The record as it is read. */
export function recordFacts(system: AiSystem): Fact[] {
  const named = (name: string, value: Fact[1]): Fact => [label('field', name), value]
  const list = (values: string[]) => values.join(', ')
  const yesNo = (value: boolean | null) =>
    value === null ? null : t(value ? 'common.yes' : 'common.no')
  const word = (area: string, value: string | null) => (value === null ? null : label(area, value))
  return [
    named('reference', system.reference),
    named('businessPurpose', system.businessPurpose),
    named('intendedUse', system.intendedUse),
    named('archetype', label('archetype', system.archetype)),
    named('traits', list(system.traits.map((trait) => label('trait', trait)))),
    named('autonomy', word('autonomy', system.autonomy)),
    named('careSetting', system.careSetting),
    named('users', system.users),
    named('population', system.population),
    named('siteCodes', list(system.siteCodes)),
    named('downtimeProcedure', system.downtimeProcedure),
    named('hostingLocation', system.hostingLocation),
    named('dataTypes', list(system.dataTypes)),
    named('usesPhi', yesNo(system.usesPhi)),
    named('thirdPartyComponents', list(system.thirdPartyComponents)),
    named('monitoringApproach', system.monitoringApproach),
    named('outcomeHorizonDays', `${system.outcomeHorizonDays} + ${system.outcomeGraceDays}`),
    named('labelPolicy', label('labelPolicy', system.labelPolicy)),
    named('fdaStatus', word('fda', system.fdaStatus)),
    named('fdaNumber', system.fdaNumber),
    named('euRole', word('eu', system.euRole)),
    named('euHighRisk', yesNo(system.euHighRisk)),
    [
      t('aiSystems.assessed'),
      system.lastAssessedOn === null ? null : formatDay(system.lastAssessedOn),
    ],
  ]
}
