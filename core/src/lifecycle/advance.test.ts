import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Reason } from '../shared/result.ts'
import { advance } from './advance.ts'
import type { GateFacts } from './gate-facts.ts'
import { lifecycleStages } from './stages.ts'
import type { LifecycleStage } from './stages.ts'
import { nextStages } from './transitions.ts'
import type { ProhibitionFact } from './law-check.ts'

const banned: ProhibitionFact = {
  ...{ id: 'US-IL:IL-1', title: 'No therapy by AI', law: 'Illinois', state: 'applies' },
  ...{ why: ['it is used for therapy'], questions: [] },
}

const mostly = fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, fc.constant(false))
const state = fc.oneof(
  { weight: 12, arbitrary: fc.constant('signed' as const) },
  fc.constantFrom('missing' as const, 'draft' as const, 'outdated' as const),
)
const version = fc.record({
  id: fc.constantFrom('v1', 'v2'),
  label: fc.constant('1.0'),
  hasBaseline: mostly,
  baselineEvents: fc.constantFrom(500, 0),
  reviewed: fc.constantFrom(null, null, { enough: true }, { enough: false }),
  thresholds: fc.nat(3),
})
const assessment = fc.record({
  state,
  blockers: fc.oneof(
    { weight: 12, arbitrary: fc.constant<Reason[]>([]) },
    fc.constant<Reason[]>([
      { code: 'g2-safety-or-privacy-critical', message: 'Safety is critical' },
    ]),
  ),
})
const signOff = fc.record({
  meaning: fc.constantFrom(
    'approve-deployment',
    'confirm-clinical-use',
    'approve-operation',
    'approve-retirement',
  ),
  userId: fc.constantFrom('a', 'b', 'c'),
  userName: fc.constant('Somebody'),
  role: fc.constantFrom('governance-lead', 'committee-member', 'clinical-owner', 'clinician'),
  digest: fc.constantFrom('now', 'now', 'now', 'before'),
  at: fc.constant('2026-11-22T10:00:00Z'),
})

/** Facts that are mostly in order, so that many walks get far and each gate is met and missed. */
const factsArbitrary: fc.Arbitrary<GateFacts> = fc.record({
  tier: fc.constantFrom(1, 2, 3, 4, null),
  registration: fc.record({
    missingFields: fc.oneof(
      { weight: 12, arbitrary: fc.constant<string[]>([]) },
      fc.constant<string[]>(['modelOwner', 'intendedUse']),
    ),
  }),
  classification: fc.record({ state }),
  riskAssessment: assessment,
  impactAssessment: assessment,
  versions: fc.record({
    count: fc.constantFrom(1, 2, 0),
    candidate: fc.option(version, { freq: 9 }),
    stable: fc.option(version, { freq: 2 }),
  }),
  validation: fc.option(
    fc.record({
      runId: fc.constant('r1'),
      verdict: fc.constantFrom('met' as const, 'met' as const, 'met' as const, 'not-met' as const),
      digest: fc.constant('d1'),
    }),
    { freq: 9 },
  ),
  monitoring: fc.record({
    performanceMonitors: fc.constantFrom(1, 2, 0),
    heartbeat: mostly,
    rollbackPolicy: fc.constantFrom('automatic', 'propose', 'off', null),
  }),
  downtimeProcedure: mostly,
  openCriticalIncidents: fc.constantFrom(0, 0, 0, 1),
  prohibitions: fc.constantFrom([], [], [], [banned]),
  suspended: mostly.map((running) => !running),
  signOffs: fc.array(signOff, { minLength: 2, maxLength: 14 }),
  currentDigest: fc.constant('now'),
  reason: fc.constantFrom('A reason', 'A reason', null),
})

const step = fc.record({ target: fc.constantFrom(...lifecycleStages), facts: factsArbitrary })

/** What the deployment gate promises, stated apart from the code under test. */
const wasApproved = ({ tier, riskAssessment, impactAssessment, signOffs }: GateFacts) => {
  const current = signOffs.filter(({ digest }) => digest === 'now')
  const governance = current.filter(
    (s) =>
      s.meaning === 'approve-deployment' &&
      ['governance-lead', 'committee-member'].includes(s.role),
  )
  const clinic = current.filter(
    (s) =>
      s.meaning === 'confirm-clinical-use' &&
      ['clinical-owner', 'committee-member'].includes(s.role),
  )
  const two = governance.some((g) => clinic.some((c) => c.userId !== g.userId))
  const one = current.some(({ meaning }) => meaning === 'approve-deployment')
  return (
    riskAssessment.state === 'signed' &&
    impactAssessment.state === 'signed' &&
    riskAssessment.blockers.length + impactAssessment.blockers.length === 0 &&
    (tier === 1 || tier === 2 ? two : one && tier !== null)
  )
}

describe('advance', () => {
  test('nothing reaches operation without signed assessments and the required signers', () => {
    let arrivals = 0
    fc.assert(
      fc.property(fc.array(factsArbitrary, { minLength: 40, maxLength: 40 }), (sequence) => {
        let stage: LifecycleStage = 'inception'
        let approved = false
        for (const facts of sequence) {
          // The straight road only: other moves are tried below.
          const target: LifecycleStage =
            lifecycleStages[lifecycleStages.indexOf(stage) + 1] ?? stage
          if (target === 'retirement') break
          const result = advance(stage, target, facts)
          if (result.stage === 'deployment' && stage !== 'deployment') approved = wasApproved(facts)
          if (result.stage === 'operation-and-monitoring' && stage !== result.stage) {
            arrivals += 1
            expect(approved).toBe(true)
            expect(facts.riskAssessment.state).toBe('signed')
            expect(facts.impactAssessment.state).toBe('signed')
            expect(facts.versions.stable).not.toBeNull()
          }
          stage = result.stage
        }
      }),
      { numRuns: 150, seed: 42 },
    )
    // The property must not hold merely because no walk arrives.
    expect(arrivals).toBeGreaterThan(20)
  })

  test('nor by any wandering among the stages', () => {
    let deployed = 0
    let returned = 0
    const walk = fc.array(fc.tuple(fc.nat(), factsArbitrary), { minLength: 60, maxLength: 60 })
    fc.assert(
      fc.property(walk, (steps) => {
        let stage: LifecycleStage = 'inception'
        let approved = false
        for (const [pick, facts] of steps) {
          const next = nextStages(stage).filter((each) => each !== 'retirement')
          const target = next[pick % next.length] ?? stage
          const { decision, stage: reached } = advance(stage, target, facts)
          if (decision.allowed && target === 'deployment') {
            deployed += 1
            approved = wasApproved(facts)
          }
          if (decision.allowed && target === 'operation-and-monitoring') {
            if (stage === 're-evaluation') returned += 1
            expect(approved).toBe(true)
            expect(facts.impactAssessment.state).toBe('signed')
          }
          if (decision.allowed && target === 'design-and-development') approved = false
          stage = reached
        }
      }),
      { numRuns: 150, seed: 42 },
    )
    expect(deployed).toBeGreaterThan(20)
    expect(returned).toBeGreaterThan(0)
  })

  test('a refusal has a reason with a message and leaves the stage; the answer is the same twice', () => {
    fc.assert(
      fc.property(fc.constantFrom(...lifecycleStages), step, (stage, { target, facts }) => {
        const result = advance(stage, target, facts)
        expect(advance(stage, target, structuredClone(facts))).toEqual(result)
        if (result.decision.allowed) {
          expect(result.stage).toBe(target)
          return
        }
        expect(result.stage).toBe(stage)
        expect(result.decision.reasons.length).toBeGreaterThan(0)
        for (const { code, message } of result.decision.reasons) {
          expect(code).toMatch(/^[a-z0-9-]+$/)
          expect(message).not.toBe('')
        }
      }),
      { numRuns: 500 },
    )
  })

  test('nothing stays in production outside the stages of production', () => {
    fc.assert(
      fc.property(fc.constantFrom(...lifecycleStages), step, (stage, { target, facts }) => {
        const { decision } = advance(stage, target, facts)
        const leaves =
          ['deployment', 're-evaluation'].includes(stage) &&
          ['design-and-development', 'verification-and-validation', 'retirement'].includes(target)
        if (decision.allowed && leaves) expect(facts.versions.stable).toBeNull()
      }),
      { numRuns: 500 },
    )
  })

  test('stepping back is not held up by what the gate there would ask', () => {
    const [facts] = fc.sample(factsArbitrary, { numRuns: 1, seed: 7 })
    if (facts === undefined) throw new Error('no sample')
    const broken: GateFacts = {
      ...facts,
      riskAssessment: { state: 'outdated', blockers: [] },
      versions: { ...facts.versions, stable: null },
      reason: 'Silent-mode results are poor',
    }
    expect(advance('deployment', 'verification-and-validation', broken)).toEqual({
      decision: { allowed: true },
      stage: 'verification-and-validation',
    })
    expect(
      advance('deployment', 'verification-and-validation', { ...broken, reason: null }).decision,
    ).toMatchObject({ reasons: [{ code: 'stage-reason-missing' }] })
  })

  test('a move outside the plan is refused for that alone', () => {
    const [facts] = fc.sample(factsArbitrary, { numRuns: 1, seed: 7 })
    if (facts === undefined) throw new Error('no sample')
    expect(advance('inception', 'operation-and-monitoring', facts)).toMatchObject({
      decision: { allowed: false, reasons: [{ code: 'stage-move-not-allowed' }] },
      stage: 'inception',
    })
  })
})
