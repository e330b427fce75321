import { hash } from 'node:crypto'
import { declaredFault } from '@primum/core/monitoring/declared-fault'
import type { FeatureSchema } from '@primum/core/monitoring/feature-schema'
import { worseIntake } from '@primum/core/monitoring/intake-day'
import type { IntakeKind } from '@primum/core/monitoring/intake-day'
import { readInstant } from './instants.ts'
import type { Intake } from './intake.ts'
import type { Prediction } from './port.ts'
import { isRecord } from './read-batch.ts'
import type { SentRow } from './read-batch.ts'
import type { Rejections } from './rejections.ts'
import {
  checkNames,
  longestGroupValue,
  longestId,
  longestValue,
  readHarmlessText,
  readNumber,
  readRecord,
  readText,
} from './row-fields.ts'
import type { Complain } from './row-fields.ts'
import type { VersionRules } from './version-rules.ts'

export type CheckedPrediction = Prediction & { row: number; day: string; version: VersionRules }

/** What rows are checked against, besides their version. */
export type RowFacts = {
  versions: ReadonlyMap<string, VersionRules>
  sites: ReadonlySet<string>
  /** the wall clock, in milliseconds */
  now: number
  rejections: Rejections
  intake: Intake
}

const fields = new Set([
  'id', 'version', 'predictedAt', 'score', 'patient', 'site', 'groups', 'features',
]) // prettier-ignore

const unknownField = {
  message: 'A prediction has no such field.',
  remedy: `Its fields are ${[...fields].join(', ')}.`,
}

/** A row that may be stored, or null after naming everything wrong with it. */
export function checkPrediction(sent: SentRow, facts: RowFacts): CheckedPrediction | null {
  const { row, value } = sent
  if (!isRecord(value)) {
    facts.rejections.add({
      row,
      path: 'row',
      message: 'This row is not an object.',
      remedy: 'Send { "id": …, … }.',
    })
    return null
  }
  let id: string | null = null
  let worst: IntakeKind = 'usable'
  const blame = (kind: IntakeKind) => (worst = worseIntake(worst, kind))
  const complain: Complain = (path, message, remedy) =>
    facts.rejections.add({ row, ...(id === null ? {} : { id }), path, message, remedy })
  id = readHarmlessText(value['id'], 'id', longestId, 'id', complain)
  checkNames(value, fields, '', unknownField, complain)
  const version = readVersion(value['version'], facts, complain)
  const predictedAt = readPredictedAt(value['predictedAt'], facts, complain)
  const score = readScore(value['score'], complain)
  if (score === null) blame('wrong-score')
  const patient = isMissing(value['patient'])
    ? null
    : readHarmlessText(value['patient'], 'patient', longestValue, 'patient', complain)
  const groups = version && readGroups(value['groups'], version, complain)
  const features = version && readFeatures(value['features'], version, complain, blame)
  const site = readSite(value['site'], groups, facts, complain)
  const isRefused = facts.rejections.has(row)
  if (isRefused) blame('refused-otherwise')
  facts.intake.add(row, {
    ...{ versionId: version?.id ?? null, predictedAt, kind: worst },
    namesVersion: typeof value['version'] === 'string',
  })
  if (isRefused) return null
  if (id === null || version === null || predictedAt === null || score === null) return null
  if (groups === null || features === null) return null
  const moment = new Date(predictedAt).toISOString()
  const [groupsJson, featuresJson] = [JSON.stringify(groups), JSON.stringify(features)]
  const content = { id, patient, predictedAt: moment, score, site, version: version.label }
  return {
    ...{ row, id, version, versionId: version.id, predictedAt, day: moment.slice(0, 10), score },
    ...{ patient, site, groups, features, groupsJson, featuresJson },
    digest: digestOf(content, groupsJson, featuresJson),
  }
}

/**
 * SHA-256 over the canonical JSON (RFC 8785) of the row: its names are in order already, which
 * spares most of the work.
 */
function digestOf(content: object, groupsJson: string, featuresJson: string): Buffer {
  const rest = JSON.stringify(content).slice(1)
  return hash('sha256', `{"features":${featuresJson},"groups":${groupsJson},${rest}`, 'buffer')
}

function readVersion(value: unknown, facts: RowFacts, complain: Complain): VersionRules | null {
  const label = readText(value, 'version', longestId, complain)
  if (label === null) return null
  const version = facts.versions.get(label)
  if (version === undefined) {
    const message = 'This AI system has no version with this label.'
    complain('version', message, 'Register the version first, or correct the label.')
    return null
  }
  if (!version.withdrawn) return version
  complain(
    'version',
    'This version is withdrawn.',
    'Run, and send, a version that is not withdrawn.',
  )
  return null
}

function readPredictedAt(value: unknown, facts: RowFacts, complain: Complain): number | null {
  const text = readText(value, 'predictedAt', 40, complain)
  if (text === null) return null
  const at = readInstant(text, facts.now)
  if (typeof at === 'number') return at
  complain('predictedAt', at.message, at.remedy)
  return null
}

function readScore(value: unknown, complain: Complain): number | null {
  const score = readNumber(value, 'score', complain)
  if (score === null || (score >= 0 && score <= 1)) return score
  complain('score', 'A score lies between 0 and 1.', 'Send the predicted probability.')
  return null
}

const undeclaredGroup = {
  message: 'This version declares no such group.',
  remedy: 'Leave it out, or register a version whose group attributes name it.',
}

function readGroups(value: unknown, version: VersionRules, complain: Complain) {
  const sent = readRecord(value, 'groups', complain)
  if (sent === null) return null
  checkNames(sent, version.groups, 'groups.', undeclaredGroup, complain)
  const groups: Record<string, string> = {}
  for (const name of version.groups) {
    if (!Object.hasOwn(sent, name) || isMissing(sent[name])) continue
    const path = `groups.${name}`
    const text = readHarmlessText(sent[name], path, longestGroupValue, 'group', complain)
    if (text !== null) groups[name] = text
  }
  return groups
}

const undeclaredFeature = {
  message: 'This version declares no such feature.',
  remedy: 'Leave it out, or register a version whose input schema names it.',
}

function readFeatures(
  value: unknown,
  version: VersionRules,
  complain: Complain,
  blame: (kind: IntakeKind) => void,
) {
  const unreadable: Complain = (path, message, remedy) => {
    blame('unreadable-value')
    complain(path, message, remedy)
  }
  const sent = readRecord(value, 'features', unreadable)
  if (sent === null) return null
  checkNames(sent, version.features, 'features.', undeclaredFeature, (path, message, remedy) => {
    blame('unknown-feature')
    complain(path, message, remedy)
  })
  const features: Record<string, number | string> = {}
  for (const [name, schema] of version.features) {
    if (!Object.hasOwn(sent, name) || isMissing(sent[name])) continue
    const read = readFeature(sent[name], schema, unreadable)
    if (read === null) continue
    features[name] = read
    const fault = declaredFault(schema, read)
    if (fault !== null) blame(fault)
  }
  return features
}

function readFeature(value: unknown, schema: FeatureSchema, complain: Complain) {
  const path = `features.${schema.name}`
  if (schema.kind === 'numeric') return readNumber(value, path, complain)
  return readHarmlessText(value, path, longestValue, 'feature', complain)
}

/** The site of a row: a field of its own, or the group of that name, which it then replaces. */
function readSite(
  value: unknown,
  groups: Record<string, string> | null,
  facts: RowFacts,
  complain: Complain,
): string | null {
  const asGroup = groups?.['site']
  if (groups !== null) delete groups['site']
  if (isMissing(value) && asGroup === undefined) return null
  const site = isMissing(value) ? asGroup! : readText(value, 'site', longestId, complain)
  if (site === null) return null
  if (!facts.sites.has(site)) {
    complain('site', 'There is no site with this code.', 'Add the site first, or correct the code.')
  } else if (asGroup !== undefined && asGroup !== site) {
    complain('groups.site', 'This is another site than that of the row.', 'Send the site once.')
  }
  return site
}

/** Absent, null and empty text all say that a value is not known. */
function isMissing(value: unknown): value is undefined | null | '' {
  return value === undefined || value === null || value === ''
}
