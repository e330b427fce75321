import type { z } from 'zod'
import type { Control } from '../controls/control.ts'
import type { ImplementationState } from '../controls/implementation.ts'
import type { crosswalkFileSchema } from './crosswalk-schema.ts'
import type { frameworkFileSchema } from './framework-schema.ts'

type FrameworkInput = z.input<typeof frameworkFileSchema>

/** A small law with a ban, an exemption and a duty that is coming. */
export const testLaw: FrameworkInput = {
  id: 'LAW',
  title: 'A law',
  release: '2026.11.0',
  kind: 'law',
  jurisdiction: 'US-CO',
  about: 'A law for tests.',
  source: ['ACT'],
  asOf: '2026-07-27',
  confidence: 'verified',
  sources: { ACT: { title: 'The act' }, REC: { title: 'Own knowledge' } },
  requirements: [
    { id: 'LAW:part', role: 'heading', kind: 'act', title: 'Part' },
    { id: 'LAW:1', kind: 'duty', title: 'Tell people', parent: 'LAW:part' },
    { id: 'LAW:2', kind: 'duty', title: 'No therapy', parent: 'LAW:part', source: ['REC'] },
    { id: 'LAW:x', role: 'note', kind: 'exemption', title: 'Devices are outside' },
  ],
  rules: [
    {
      id: 'LAW:rule-tell',
      requirements: ['LAW:1'],
      when: {
        all: [
          { fact: 'states', in: ['CO'] },
          { fact: 'influencesDecisions', is: true },
        ],
      },
      unless: [
        {
          when: { fact: 'fdaStatus', in: ['510k-cleared'] },
          because: 'devices are outside',
          requirement: 'LAW:x',
        },
      ],
      effective: '2027-01-01',
      cases: [
        {
          about: 'Denver',
          facts: { states: ['CO'], influencesDecisions: true, fdaStatus: 'not-a-device' },
          expect: 'applies',
        },
        {
          about: 'A device',
          facts: { states: ['CO'], influencesDecisions: true, fdaStatus: '510k-cleared' },
          expect: 'exempt',
        },
        { about: 'Boston', facts: { states: ['MA'] }, expect: 'not' },
      ],
    },
    {
      id: 'LAW:rule-ban',
      requirements: ['LAW:2'],
      when: {
        all: [
          { fact: 'uses', in: ['therapy'] },
          { fact: 'patientFacing', is: true },
        ],
      },
      effective: null,
      prohibits: true,
      confidence: 'recalled',
      cases: [
        {
          about: 'A chatbot',
          facts: { uses: ['therapy'], patientFacing: true },
          expect: 'applies',
        },
        { about: 'No therapy', facts: { uses: ['triage'] }, expect: 'not' },
      ],
    },
  ],
}

/** A standard of a few clauses; `prefix` is its id. */
export function testStandard(prefix: string, ids: readonly string[]): FrameworkInput {
  return {
    ...{ id: prefix, title: `Standard ${prefix}`, release: '2026.11.0', kind: 'standard' },
    ...{ about: 'A standard for tests.', source: ['OWN'], asOf: '2026-11-22' },
    ...{ confidence: 'recalled', sources: { OWN: { title: 'Ours' } } },
    requirements: ids.map((id) => ({
      id: `${prefix}:${id}`,
      kind: 'clause',
      title: `Clause ${id}`,
    })),
  }
}

export function testCrosswalk(
  pairs: readonly [
    from: string,
    to: string,
    relation: 'equal' | 'subset-of' | 'superset-of' | 'intersects-with',
  ][],
): z.input<typeof crosswalkFileSchema> {
  return {
    ...{ id: 'tests', title: 'Pairs', release: '2026.11.0', about: 'Pairs for tests.' },
    ...{ source: ['OWN'], asOf: '2026-11-22', confidence: 'recalled' },
    sources: { OWN: { title: 'Ours' } },
    mappings: pairs.map(([from, to, relation]) => ({
      ...{ from, to, relation, basis: 'own-analysis', rationale: 'For tests.' },
    })),
  }
}

export function testControl(
  reference: string,
  state: ImplementationState,
  requirements: readonly [id: string, reach: 'whole' | 'part', lookAgain?: string][],
): Control {
  return {
    ...{ id: reference.toLowerCase(), reference, title: `Control ${reference}` },
    implementation: { state, reasons: [] },
    requirements: requirements.map(([requirementId, reach, lookAgain = null]) => ({
      ...{ requirementId, reach, rationale: 'it is for this', lookAgain },
    })),
  }
}
