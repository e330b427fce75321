import { describe, expect, test } from 'vitest'
import type { GateFacts, SignOff } from './gate-facts.ts'
import { evaluateGate, gateDecision } from './gates.ts'
import type { ProhibitionFact } from './law-check.ts'
import { mayRunInProduction } from './production.ts'
import type { LifecycleStage } from './stages.ts'

const version = {
  ...{ id: 'v1', label: '1.0', hasBaseline: true, baselineEvents: 4000, thresholds: 3 },
  reviewed: null,
}

const signed = (userId: string, meaning: string, role: string): SignOff => ({
  userId,
  userName: userId,
  meaning,
  role,
  digest: 'now',
  at: '2026-11-22T10:00:00Z',
})

const banned: ProhibitionFact = {
  ...{ id: 'US-IL:IL-1', title: 'No therapy by AI', law: 'Illinois', state: 'applies' },
  ...{ why: ['it is used for therapy'], questions: [] },
}

const complete: GateFacts = {
  tier: 1,
  registration: { missingFields: [] },
  classification: { state: 'signed' },
  riskAssessment: { state: 'signed', blockers: [] },
  impactAssessment: { state: 'signed', blockers: [] },
  versions: { count: 1, candidate: version, stable: version },
  validation: { runId: 'r1', verdict: 'met', digest: 'd1' },
  monitoring: { performanceMonitors: 1, heartbeat: true, rollbackPolicy: 'automatic' },
  downtimeProcedure: true,
  openCriticalIncidents: 0,
  prohibitions: [],
  suspended: false,
  signOffs: [
    signed('Lead', 'approve-deployment', 'governance-lead'),
    signed('Clin', 'confirm-clinical-use', 'clinical-owner'),
    signed('Clin', 'approve-operation', 'clinical-owner'),
    signed('Lead', 'approve-retirement', 'governance-lead'),
  ],
  currentDigest: 'now',
  reason: 'Drift threshold crossed',
}

const codes = (target: LifecycleStage, change: Partial<GateFacts> = {}) => {
  const decision = gateDecision(evaluateGate(target, { ...complete, ...change }))
  return decision.allowed ? [] : decision.reasons.map(({ code }) => code)
}

const blocker = { code: 'g1-gate-question-critical', message: 'AIIA-SAF-1 is answered 4' }

describe('complete facts open the gates', () => {
  test.each([
    'design-and-development',
    'verification-and-validation',
    'deployment',
    'operation-and-monitoring',
    're-evaluation',
  ] as const)('%s', (target) => {
    expect(codes(target)).toEqual([])
  })

  test('deployment of what writes, once people have reviewed enough of it', () => {
    const candidate = { ...version, hasBaseline: false, reviewed: { enough: true } }
    const versions = { ...complete.versions, candidate }
    expect(codes('deployment', { versions, validation: null })).toEqual([])
  })

  test('retirement, once nothing is in production', () => {
    expect(codes('retirement')).toEqual(['stable-still-set'])
    expect(codes('retirement', { versions: { ...complete.versions, stable: null } })).toEqual([])
  })
})

describe('each missing thing is its own reason', () => {
  test.each<[LifecycleStage, Partial<GateFacts>, string[]]>([
    [
      'design-and-development',
      { registration: { missingFields: ['intendedUse', 'clinicalOwner'] } },
      ['registration-incomplete', 'owners-not-named'],
    ],
    ['design-and-development', { classification: { state: 'draft' } }, ['classification-missing']],
    ['design-and-development', { tier: null }, ['classification-missing']],
    [
      'verification-and-validation',
      { riskAssessment: { state: 'draft', blockers: [] } },
      ['risk-assessment-unsigned'],
    ],
    [
      'verification-and-validation',
      { versions: { count: 0, candidate: null, stable: null } },
      ['version-missing'],
    ],
    [
      'deployment',
      { impactAssessment: { state: 'missing', blockers: [] } },
      ['impact-assessment-missing'],
    ],
    [
      'deployment',
      { impactAssessment: { state: 'outdated', blockers: [] } },
      ['impact-assessment-outdated'],
    ],
    [
      'deployment',
      {
        impactAssessment: {
          state: 'signed',
          blockers: [blocker, { ...blocker, message: 'Another' }],
        },
      },
      ['g1-gate-question-critical', 'g1-gate-question-critical'],
    ],
    ['deployment', { versions: { ...complete.versions, candidate: null } }, ['candidate-missing']],
    [
      'deployment',
      { versions: { ...complete.versions, candidate: { ...version, hasBaseline: false } } },
      ['candidate-without-baseline'],
    ],
    [
      'deployment',
      {
        versions: {
          ...complete.versions,
          candidate: { ...version, hasBaseline: false, reviewed: { enough: false } },
        },
        validation: null,
      },
      ['candidate-unreviewed'],
    ],
    [
      'deployment',
      {
        versions: {
          ...complete.versions,
          candidate: { ...version, hasBaseline: false, reviewed: { enough: true } },
        },
        validation: { runId: 'r1', verdict: 'not-met', digest: 'd1' },
      },
      ['validation-not-met'],
    ],
    ['deployment', { validation: null }, ['validation-missing']],
    [
      'deployment',
      { validation: { runId: 'r1', verdict: 'not-met', digest: 'd1' } },
      ['validation-not-met'],
    ],
    [
      'deployment',
      { validation: { runId: 'r1', verdict: 'not-estimable', digest: 'd1' } },
      ['validation-not-estimable'],
    ],
    [
      'deployment',
      { monitoring: { ...complete.monitoring, rollbackPolicy: null } },
      ['rollback-policy-missing'],
    ],
    [
      'deployment',
      { monitoring: { ...complete.monitoring, rollbackPolicy: 'off' } },
      ['rollback-policy-off'],
    ],
    ['deployment', { downtimeProcedure: false }, ['downtime-procedure-missing']],
    ['deployment', { suspended: true }, ['system-suspended']],
    ['deployment', { signOffs: [] }, ['sign-off-missing', 'sign-off-missing']],
    ['deployment', { currentDigest: 'changed' }, ['stale-sign-off', 'stale-sign-off']],
    [
      'operation-and-monitoring',
      { versions: { ...complete.versions, stable: null } },
      ['stable-missing'],
    ],
    [
      'operation-and-monitoring',
      { monitoring: { ...complete.monitoring, heartbeat: false, performanceMonitors: 0 } },
      ['heartbeat-missing', 'performance-monitor-missing'],
    ],
    ['operation-and-monitoring', { openCriticalIncidents: 2 }, ['critical-incident-open']],
    ['deployment', { prohibitions: [banned] }, ['forbidden-by-law']],
    ['operation-and-monitoring', { prohibitions: [banned] }, ['forbidden-by-law']],
    [
      'deployment',
      { prohibitions: [{ ...banned, state: 'may-apply', questions: ['Is it therapy?'] }] },
      ['law-undecided'],
    ],
    ['operation-and-monitoring', { signOffs: [] }, ['sign-off-missing']],
    ['re-evaluation', { reason: null }, ['stage-reason-missing']],
  ])('%s %o', (target, change, expected) => {
    expect(codes(target, change)).toEqual(expected)
  })
})

describe('the tier scales the gate', () => {
  test('tiers 3 and 4 need no downtime procedure, may switch rollback off, and sign once', () => {
    const change = {
      downtimeProcedure: false,
      monitoring: { ...complete.monitoring, rollbackPolicy: 'off' as const },
      signOffs: [signed('Lead', 'approve-deployment', 'governance-lead')],
    }
    expect(codes('deployment', { ...change, tier: 3 })).toEqual([])
    expect(codes('deployment', { ...change, tier: 4 })).toEqual([])
    expect(codes('deployment', { ...change, tier: 2 })).toEqual([
      'rollback-policy-off',
      'downtime-procedure-missing',
      'sign-off-missing',
    ])
  })

  test('only tier 4 runs without monitors', () => {
    const monitoring = { performanceMonitors: 0, heartbeat: false, rollbackPolicy: null }
    expect(codes('operation-and-monitoring', { monitoring, tier: 4 })).toEqual([])
    expect(codes('operation-and-monitoring', { monitoring, tier: 3 })).toHaveLength(2)
  })
})

describe('evaluation', () => {
  test('shows what is met next to what is not, with unique ids', () => {
    const { requirements, allowed } = evaluateGate('deployment', {
      ...complete,
      riskAssessment: { state: 'signed', blockers: [blocker, blocker] },
    })
    expect(allowed).toBe(false)
    expect(requirements.filter(({ met }) => !met).map(({ id }) => id)).toEqual([
      'risk-assessment-unblocked',
      'risk-assessment-unblocked-2',
    ])
    expect(new Set(requirements.map(({ id }) => id)).size).toBe(requirements.length)
    expect(requirements).toContainEqual({
      id: 'downtime-procedure',
      title: 'Downtime procedure',
      met: true,
    })
  })

  test('an absent assessment is neither signed nor free of blockers', () => {
    const { requirements } = evaluateGate('deployment', {
      ...complete,
      impactAssessment: { state: 'missing', blockers: [] },
    })
    expect(requirements.filter(({ met }) => !met).map(({ id }) => id)).toEqual([
      'impact-assessment-signed',
      'impact-assessment-unblocked',
    ])
  })

  test('the digest covers what is signed and nothing that a release changes', () => {
    const digest = (change: Partial<GateFacts>) =>
      JSON.stringify(evaluateGate('deployment', { ...complete, ...change }).digestInput)
    const before = digest({})
    expect(digest({ signOffs: [], currentDigest: 'x', openCriticalIncidents: 3 })).toBe(before)
    expect(digest({ versions: { ...complete.versions, count: 2, stable: null } })).toBe(before)
    expect(
      digest({ versions: { ...complete.versions, candidate: { ...version, id: 'v2' } } }),
    ).not.toBe(before)
    expect(digest({ tier: 2 })).not.toBe(before)
    expect(
      digest({ impactAssessment: { state: 'signed', blockers: [], revision: 'r2' } }),
    ).not.toBe(before)
  })
})

test('a validation report is shown to every tier, and a report not met stands in each', () => {
  for (const tier of [3, 4] as const) {
    const { requirements } = evaluateGate('deployment', { ...complete, tier, validation: null })
    expect(requirements.find(({ id }) => id === 'validation-report')).toMatchObject({ met: true })
    const notMet = { runId: 'r1', verdict: 'not-met', digest: 'd1' } as const
    expect(codes('deployment', { tier, validation: notMet })).toContain('validation-not-met')
    const open = { ...notMet, verdict: 'not-estimable' } as const
    expect(codes('deployment', { tier, validation: open })).not.toContain(
      'validation-not-estimable',
    )
  }
})

describe('mayRunInProduction', () => {
  test('needs what the deployment gate needs, in a stage of production', () => {
    expect(mayRunInProduction(complete, 'deployment').allowed).toBe(true)
    expect(mayRunInProduction(complete, 're-evaluation').allowed).toBe(true)
    expect(mayRunInProduction(complete, 'verification-and-validation')).toMatchObject({
      reasons: [{ code: 'stage-before-production' }],
    })
  })

  test('a new candidate has a new digest and needs new approvals', () => {
    expect(mayRunInProduction({ ...complete, currentDigest: 'v2' }, 'deployment')).toMatchObject({
      reasons: [{ code: 'stale-sign-off' }, { code: 'stale-sign-off' }],
    })
  })

  test.each<[Partial<GateFacts>, string]>([
    [{ registration: { missingFields: ['dataTypes'] } }, 'registration-incomplete'],
    [{ riskAssessment: { state: 'missing', blockers: [] } }, 'risk-assessment-missing'],
    [{ impactAssessment: { state: 'draft', blockers: [] } }, 'impact-assessment-unsigned'],
    [{ suspended: true }, 'system-suspended'],
  ])('%o refuses', (change, code) => {
    expect(mayRunInProduction({ ...complete, ...change }, 'deployment')).toMatchObject({
      reasons: [{ code }],
    })
  })
})
