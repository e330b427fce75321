import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { APIRequestContext } from 'playwright-core'
import { laterFolder } from '../../server/test/later-folder.ts'
import type { FileChanges } from '../../server/test/later-folder.ts'
import { post } from './api.ts'

type File = Parameters<FileChanges[string]>[0]

const content = join(import.meta.dirname, '../../content')

const entry = (entries: File[], id: string): File => entries.find((each) => each.id === id)

/** What a later program says of ISO/IEC 42001: another text and evidence, another source, one more. */
const standard = (release: string) => (file: File) => {
  file.release = release
  const impact = entry(file.requirements, 'ISO42001:A.5.2')
  impact.text = 'Have a documented process to assess consequences for people, and review it yearly.'
  impact.evidence.push('Minutes of the yearly review')
  entry(file.requirements, 'ISO42001:A.5.3').asOf = '2027-01-02'
  file.requirements.push({
    ...{ id: 'ISO42001:A.5.6', kind: 'control', title: 'Review of impact assessments' },
    ...{ text: 'Review them when the system changes.', parent: 'ISO42001:A.5' },
  })
}

/** A rule that asks for less before it applies, from a later day: what may apply, then does. */
const law = (file: File) => {
  const rule = entry(file.rules, 'HIPAA:rule-group-health-plan')
  rule.when = {
    any: [
      { fact: 'processesPhi', is: true },
      { fact: 'healthPlan', is: true },
    ],
  }
  rule.effective = '2027-06-01'
  rule.cases = [
    { about: 'Handles information', facts: { processesPhi: true }, expect: 'applies' },
    { about: 'Neither', facts: { processesPhi: false, healthPlan: false }, expect: 'not' },
  ]
}

const crosswalk = (file: File) => {
  file.release = '2027.01.0'
  file.mappings[0].relation = 'subset-of'
  file.mappings.splice(2, 1)
}

/** A law that was not here before: duties with a text each, and a rule of when the first applies. */
const newLaw = (file: File) => {
  const duties = Array.from({ length: 8 }, (_, at) => ({
    ...{ id: `WARD-ACT:${at + 1}`, kind: 'duty', title: `Duty ${at + 1} of the ward` },
    ...{ text: `Keep record ${at + 1} of each system.`, parent: 'WARD-ACT:part' },
    ...(at === 1 ? { confidence: 'recalled', evidence: ['Register', 'Minutes'] } : {}),
  }))
  Object.assign(file, {
    ...{ id: 'WARD-ACT', title: 'Ward act', release: '2027.02.0', kind: 'law', about: 'Of wards.' },
    ...{ source: ['ACT'], asOf: '2027-02-01', confidence: 'verified' },
    sources: { ACT: { title: 'The act' } },
    requirements: [
      { id: 'WARD-ACT:part', role: 'heading', kind: 'part', title: 'Records' },
      ...duties,
    ],
    rules: [
      {
        ...{ id: 'WARD-ACT:rule', requirements: ['WARD-ACT:1'], effective: '2027-06-01' },
        when: { fact: 'patientFacing', is: true },
        cases: [
          { about: 'A chat', facts: { patientFacing: true }, expect: 'applies' },
          { about: 'A score', facts: { patientFacing: false }, expect: 'not' },
        ],
      },
    ],
  })
}

/** The content folders of two later programs, one after the other. */
export async function laterContents() {
  const changes = {
    'frameworks/iso42001.yaml': standard('2027.01.0'),
    'frameworks/hipaa.yaml': (file: File) => {
      file.release = '2027.01.0'
    },
    'rules/hipaa.yaml': law,
    'crosswalks/iso42001.yaml': crosswalk,
  }
  const first = await laterFolder(content, changes)
  const second = await laterFolder(content, {
    ...changes,
    'frameworks/iso42001.yaml': standard('2027.02.0'),
    'frameworks/ward-act.yaml': newLaw,
  })
  const remove = () =>
    Promise.all([first, second].map((folder) => rm(folder, { recursive: true, force: true })))
  return { first, second, remove }
}

/** Records that are about what will change; answers the id of the control. */
export async function recordsToTouch(request: APIRequestContext): Promise<string> {
  await post(request, '/ai-systems', {
    ...{ reference: 'readmission', name: 'Readmission risk', businessPurpose: 'Plan follow-up.' },
    ...{ intendedUse: 'Flags adult inpatients at discharge.', archetype: 'risk-stratification' },
    ...{ modelOwner: 'Dana', hostingLocation: 'On premises', monitoringApproach: 'Streamed.' },
    usesPhi: true,
  })
  const control = await post<{ id: string }>(request, '/controls', {
    ...{ reference: 'AIC-07', title: 'Impact is assessed', description: 'Before each release.' },
  })
  const mapped = { reach: 'whole', rationale: 'The procedure names each step.' }
  await put(request, `/controls/${control.id}/requirements/ISO42001:A.5.2`, mapped)
  await post(request, '/evidence', {
    ...{ title: 'Impact assessment procedure', kind: 'policy' },
    links: [{ type: 'requirement', id: 'ISO42001:A.5.2' }],
  })
  const statement = await post<{ id: string }>(request, '/statements', {})
  const decided = { applicable: true, justification: 'We use AI on patients.' }
  await put(request, `/statements/${statement.id}/items/ISO42001:A.5.2`, decided)
  const gap = await post<{ id: string }>(request, '/gap-assessments', { framework: 'ISO42001' })
  const judged = { judgement: 'in-place', note: 'Seen on two wards.' }
  await put(request, `/gap-assessments/${gap.id}/requirements/ISO42001:A.5.2`, judged)
  const [from, to] = ['ISO42001:4.1', 'NIST-AI-RMF:GOVERN-1.1']
  await post(request, '/adopted-mappings', { from, to, reason: 'We read both.' })
  return control.id
}

async function put(request: APIRequestContext, path: string, data: object): Promise<void> {
  const response = await request.put(`/api/v1${path}`, { data })
  if (!response.ok()) throw new Error(`${path}: ${response.status()} ${await response.text()}`)
}
