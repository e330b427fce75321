import { countWords } from '../shared/count-words.ts'
import type { CardFact, CardSection, CardSource } from './model-card.ts'
import type { CardRegister } from './card-register.ts'
import {
  approvalWords,
  inputWords,
  list,
  orNull,
  referenceWords,
  securityWords,
  sentence,
  words,
} from './card-words.ts'

/**
 * The statements of a card, section by section, out of what the register holds already. Elements
 * for which the register has no field are listed all the same, as not stated.
 */
export function cardSections(register: CardRegister): CardSection[] {
  return [
    basicInformation(register),
    releaseInformation(register),
    summary(register),
    usesAndDirections(register),
    warnings(register),
    systemFacts(register),
    transparency(register),
    localValidation(register),
  ]
}

/** The names of all facts without a value. */
export function factsNotStated(sections: readonly CardSection[]): string[] {
  return sections.flatMap(({ facts }) =>
    facts.filter(({ value }) => value === null).map(({ name }) => name),
  )
}

function basicInformation({ system }: CardRegister): CardSection {
  return section('basic-information', 'Basic information', [
    fact('model-name', 'Model name', system.name, 'ai-system'),
    fact('model-developer', 'Model developer', system.vendor, 'ai-system', 'B1.1'),
    fact('developer-contact', 'Developer contact', null, null, 'B1.1'),
    fact('model-owner', 'Model owner', system.modelOwner, 'ai-system'),
    fact('clinical-owner', 'Clinical owner', system.clinicalOwner, 'ai-system'),
    fact('technical-owner', 'Technical owner', system.technicalOwner, 'ai-system'),
    fact('risk-owner', 'Risk owner', system.riskOwner, 'ai-system'),
  ])
}

function releaseInformation({ system, version }: CardRegister): CardSection {
  const aliases = version.aliases.length === 0 ? 'no alias' : version.aliases.join(', ')
  const withdrawn =
    version.withdrawnReason === null ? '' : `; withdrawn: ${version.withdrawnReason}`
  return section('release-information', 'Release information', [
    fact('release-version', 'Release version', version.label, 'version'),
    fact(
      'release-stage',
      'Release stage',
      `${sentence(system.stage)} (${aliases})${withdrawn}`,
      'ai-system',
    ),
    fact(
      'registered',
      'Registered',
      `${version.createdAt.slice(0, 10)}, ${version.createdBy}`,
      'version',
    ),
    fact('changes', 'Changes', version.changeSummary, 'version'),
    fact('artifact', 'Artifact (SHA-256)', version.artifactSha256, 'version'),
    fact('code', 'Code', version.codeReference, 'version'),
    fact(
      'global-availability',
      'Global availability',
      list(system.siteCodes, 'Sites: '),
      'ai-system',
    ),
    fact('regulatory-approval', 'Regulatory approval', approvalWords(system), 'ai-system'),
  ])
}

function summary({ system }: CardRegister): CardSection {
  const keywords = sentence([system.archetype, ...system.traits].map(words).join(', '))
  return section('model-summary', 'Model summary', [
    fact('summary', 'Summary', system.businessPurpose, 'ai-system'),
    fact('keywords', 'Keywords', keywords, 'ai-system'),
  ])
}

function usesAndDirections({ system, version }: CardRegister): CardSection {
  return section('uses-and-directions', 'Uses and directions', [
    fact('intended-use', 'Intended use and workflow', version.intendedUse, 'version', 'B2.1'),
    fact('intended-users', 'Primary intended users', system.users, 'ai-system', 'B2.3'),
    fact(
      'decision-role',
      'How to use: role in decisions',
      orNull(system.autonomy),
      'ai-system',
      'B2.4',
    ),
    fact('care-setting', 'Care setting', system.careSetting, 'ai-system'),
    fact(
      'intended-population',
      'Targeted patient population',
      system.population,
      'ai-system',
      'B2.2',
    ),
    fact('out-of-scope', 'Cautioned out-of-scope settings', null, null, 'B3.1'),
    fact('downtime', 'When it is down', system.downtimeProcedure, 'ai-system'),
  ])
}

function warnings({ system, assessments, notes }: CardRegister): CardSection {
  const signed = assessments.map(
    ({ title, band, signedOn }) =>
      `${title}, signed on ${signedOn}${band === null ? '' : `: ${words(band)}`}`,
  )
  return section('warnings', 'Warnings', [
    fact(
      'known-risks',
      'Known risks and limitations',
      notes['AIIA-SAF-1'] ?? null,
      'assessment',
      'B3.2',
    ),
    fact(
      'known-biases',
      'Known biases or ethical considerations',
      notes['AIIA-FAI-5'] ?? null,
      'assessment',
    ),
    fact(
      'clinical-risk-level',
      'Clinical risk level',
      system.tier === null ? null : `Tier ${system.tier} of 4 (1 is the highest)`,
      'classification',
    ),
    fact('assessments', 'Signed assessments', list(signed), 'assessment'),
  ])
}

function systemFacts({ system, version, baseline, notes }: CardRegister): CardSection {
  const { outcomeHorizonDays } = system
  const output =
    `A score for each prediction, flagged where it is at or above ${version.threshold}. ` +
    `The outcome is known ${countWords(outcomeHorizonDays)} days after the prediction.`
  return section('ai-system-facts', 'AI system facts', [
    fact('outputs', 'Outcomes and outputs', output, 'version', 'B1.3'),
    fact(
      'output-type',
      'Type of output',
      system.traits.includes('predictive-dsi') ? 'Prediction' : null,
      'ai-system',
      'B1.4',
    ),
    fact('model-type', 'Model type', null, null),
    fact('input-data-source', 'Input data source', list(system.dataTypes), 'ai-system'),
    fact('input-data-types', 'Input data types', inputWords(version.inputs), 'version', 'B4.2'),
    fact('training-data', 'Development data', version.dataReference, 'version'),
    fact('training-criteria', 'Inclusion and exclusion criteria', null, null, 'B4.1'),
    fact('training-demographics', 'Demographics of the development data', null, null, 'B4.3'),
    fact('training-relevance', 'Relevance to the deployed setting', null, null, 'B4.4'),
    fact('reference-data', 'Reference data', referenceWords(baseline), 'baseline'),
    fact(
      'missing-inputs',
      'Missing, late or wrong inputs',
      notes['AIIA-REL-4'] ?? null,
      'assessment',
    ),
    fact('fairness-approach', 'Fairness in development', null, null, 'B5.1'),
    fact(
      'bias-mitigation',
      'Bias mitigation approaches',
      notes['AIIA-FAI-4'] ?? null,
      'assessment',
      'B5.2',
    ),
    fact(
      'ongoing-maintenance',
      'Ongoing maintenance',
      system.monitoringApproach,
      'ai-system',
      'B8.1',
    ),
    fact('update-schedule', 'Update schedule', null, null, 'B9.1'),
    fact(
      'drift-response',
      'What starts a correction',
      notes['AIIA-REL-3'] ?? null,
      'assessment',
      'B9.2',
    ),
    fact('security', 'Security and hosting', securityWords(system), 'ai-system'),
  ])
}

function transparency({ system }: CardRegister): CardSection {
  return section('transparency-information', 'Transparency information', [
    fact('funding-source', 'Funding source', null, null, 'B1.2'),
    fact('third-parties', 'Third-party components', list(system.thirdPartyComponents), 'ai-system'),
    fact('stakeholders', 'Stakeholders consulted', null, null),
    fact('outcome-evaluations', 'Evaluation of use on outcomes', null, null, 'B7.5'),
  ])
}

/** Done here on data of ours: to a vendor's model it is the external validation. */
function localValidation({ validation }: CardRegister): CardSection {
  const data = validation?.data
  const period =
    data === undefined || data.from === null || data.to === null
      ? ''
      : `, ${data.from.slice(0, 10)} to ${data.to.slice(0, 10)}`
  return section('external-validation', 'External validation', [
    fact(
      'validation-data',
      'Data source and setting',
      data === undefined ? null : `${data.name}${period}`,
      'validation',
      'B6.1',
    ),
    fact(
      'validation-population',
      'Population it was meant for',
      validation?.intendedPopulation ?? null,
      'protocol',
    ),
    fact(
      'validation-party',
      'Who conducted it',
      validation === null ? null : validation.conductedBy,
      'validation',
      'B6.2',
    ),
    fact(
      'validation-demographics',
      'Demographics of the data',
      demographics(validation),
      'validation',
      'B6.3',
    ),
    fact(
      'validation-process',
      'Validation process',
      validation === null ? null : `${validation.protocolTitle}, locked on ${validation.lockedOn}`,
      'protocol',
      'B6.4',
    ),
  ])
}

function demographics(validation: CardRegister['validation']): string | null {
  if (validation === null || validation.groups.length === 0) return null
  return validation.groups
    .map(
      ({ attribute, value, n }) =>
        `${attribute} ${value}: ${n === null ? 'hidden' : countWords(n)}`,
    )
    .join('; ')
}

function fact(
  id: string,
  name: string,
  value: string | null,
  source: CardSource | null,
  attribute: string | null = null,
): CardFact {
  const said = value === null || value.trim() === '' ? null : value.trim()
  return { id, name, attribute, value: said, source: said === null ? null : source }
}

function section(id: string, title: string, facts: CardFact[]): CardSection {
  return { id, title, facts }
}
