import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AliasHistory, AliasMove } from './alias-history.ts'
import { replayAliases } from './alias-history.ts'
import { millisecondsPerDay, millisecondsPerHour } from './days.ts'
import type { MonitorVerdict, RollbackFacts, RollbackPolicy } from './rollback-policy.ts'
import { defaultRollbackPolicy } from './rollback-policy.ts'
import type { OpenProposal } from './rollback-proposal.ts'
import { proposalDueAt, settleProposal } from './rollback-proposal.ts'
import { periodDays } from './rollback-soak.ts'
import type { RollbackCandidate } from './rollback-target.ts'
import { failing, good } from './test-rollback.ts'

/** What the checks know by themselves, kept apart from what is checked. */
type Model = {
  stable: string | null
  withdrawn: Set<string>
  takenBackAt: Map<string, number>
  suspended: boolean
  moves: number
  /** every time in production, the oldest first */
  served: { version: string; from: number; to: number | null; failed: boolean }[]
}

/** The registry as the server keeps it: append-only moves, and one open proposal at most. */
class Registry {
  readonly policy: RollbackPolicy
  readonly moves: AliasMove[] = []
  readonly versions: string[] = []
  readonly withdrawn = new Set<string>()
  /** sequences of the moves whose period saw a confirmed critical alarm */
  readonly failed = new Set<number>()
  suspended = false
  clock = Date.UTC(2027, 0, 1)
  proposal: (OpenProposal & { approvals: Set<string> }) | null = null

  constructor(policy: RollbackPolicy) {
    this.policy = policy
  }

  now(): string {
    return new Date(this.clock).toISOString()
  }

  stable(): string | null {
    return replayAliases(this.moves).current.get('stable')?.versionId ?? null
  }

  /** Moves never go back in time, whatever the clock does. */
  move(to: string | null, cause: string, automatic = false): void {
    const last = this.moves.at(-1)?.at ?? ''
    const at = this.now() > last ? this.now() : last
    const sequence = this.moves.length + 1
    const from = this.stable()
    this.moves.push({ sequence, alias: 'stable', from, to, cause, at, automatic })
  }

  facts(verdict: Partial<MonitorVerdict>): RollbackFacts {
    const history = replayAliases(this.moves)
    const current = history.current.get('stable')?.versionId ?? null
    return {
      now: this.now(),
      systemState: this.suspended ? 'suspended' : 'operating',
      currentVersionId: current,
      verdicts: current === null ? [] : [{ ...failing, versionId: current, ...verdict }],
      maturedPositives: 100,
      outcomeHorizonDays: horizonDays,
      candidates: history.served.map((id) => this.candidate(id, history)),
      lastRollbacks: history.rollbacks,
      lastAliasChangeAt: history.lastChangeAt,
    }
  }

  candidate(versionId: string, history: AliasHistory): RollbackCandidate {
    const own = history.periods.filter((period) => period.versionId === versionId)
    return {
      ...good,
      versionId,
      withdrawn: this.withdrawn.has(versionId),
      served: own.map((period) => ({
        days: periodDays(period, this.now()),
        maturedOutcomes: 0,
        failed: this.failed.has(period.sequence),
      })),
      lastRolledBackFromAt: history.takenBackAt.get(versionId) ?? null,
    }
  }

  takeBack(targetVersionId: string | null, automatic: boolean): void {
    this.move(targetVersionId, targetVersionId === null ? 'suspension' : 'rollback', automatic)
    if (targetVersionId === null) this.suspended = true
    this.proposal = null
  }
}

/** How long outcomes take. */
const horizonDays = 2

const calm: Partial<MonitorVerdict> = { level: 'none', confirmed: false, heldJudgements: 0 }

const seen = new Map<string, number>()
const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1)

/** Holds after every step, whatever it was. */
function checkLaws(model: Model, real: Registry): void {
  const history = replayAliases(real.moves)
  expect(history.problems).toEqual([])
  expect(history.current.get('stable')?.versionId ?? null).toBe(model.stable)
  expect(real.moves.length).toBe(model.moves)
  if (model.stable !== null) expect(model.withdrawn.has(model.stable)).toBe(false)
  if (model.suspended) expect(model.stable).toBeNull()
  expect(real.moves.map((each) => each.sequence)).toEqual(real.moves.map((_, index) => index + 1))
}

/**
 * Moves the model too, and checks that a rollback does not go back to what failed lately or never
 * proved itself, and that none but people move what has only just moved.
 */
function moved(model: Model, real: Registry, to: string | null, cause: string, automatic = false) {
  const { at: moment } = real.moves.at(-1)!
  const at = Date.parse(moment)
  const last = model.served.at(-1)
  if (automatic && cause === 'rollback') {
    const hours = Math.max(real.policy.cooldownHours, 24 * horizonDays)
    expect(real.clock - last!.from).toBeGreaterThanOrEqual(hours * millisecondsPerHour)
  }
  if (cause === 'rollback') checkProof(model, real, to!)
  if (last !== undefined && last.to === null) last.to = at
  if (to !== null) model.served.push({ version: to, from: at, to: null, failed: false })
  if (cause === 'rollback') {
    expect(to).not.toBe(model.stable)
    const before = model.takenBackAt.get(to!)
    const span = real.policy.noReturnDays * millisecondsPerDay
    if (before !== undefined) expect(real.clock - before).toBeGreaterThanOrEqual(span)
  }
  if (model.stable !== null && cause !== 'promotion') model.takenBackAt.set(model.stable, at)
  model.stable = to
  model.suspended = to === null
  model.moves += 1
  count(cause)
}

/** One time in production, long enough and without an alarm, speaks for the target. */
function checkProof(model: Model, real: Registry, target: string): void {
  const { days } = real.policy.soak
  if (days === 0) return
  const proofs = model.served.filter(
    ({ version, from, to, failed }) =>
      version === target && !failed && (to ?? real.clock) - from >= days * millisecondsPerDay,
  )
  expect(proofs.length).toBeGreaterThan(0)
  count('proved target')
}

/** The same facts always give the same decision. */
function settleTwice(real: Registry, facts: RollbackFacts) {
  const settled = settleProposal(real.policy, real.proposal, facts)
  expect(settleProposal(real.policy, real.proposal, structuredClone(facts))).toEqual(settled)
  return settled
}

class Promote implements fc.Command<Model, Registry> {
  readonly index: number
  constructor(index: number) {
    this.index = index
  }
  check = (model: Readonly<Model>) => !model.suspended
  run(model: Model, real: Registry): void {
    while (real.versions.length < 3) real.versions.push(`v${real.versions.length}`)
    if (this.index >= real.versions.length) real.versions.push(`v${real.versions.length}`)
    const version = real.versions[this.index % real.versions.length]!
    if (real.withdrawn.has(version) || version === model.stable) return
    real.move(version, 'promotion')
    moved(model, real, version, 'promotion')
    checkLaws(model, real)
  }
  toString = () => `promote ${this.index}`
}

class Withdraw implements fc.Command<Model, Registry> {
  readonly index: number
  constructor(index: number) {
    this.index = index
  }
  check = () => true
  run(model: Model, real: Registry): void {
    const version = real.versions[this.index]
    if (version === undefined || version === model.stable) return
    real.withdrawn.add(version)
    model.withdrawn.add(version)
    checkLaws(model, real)
  }
  toString = () => `withdraw ${this.index}`
}

class Judge implements fc.Command<Model, Registry> {
  readonly verdict: Partial<MonitorVerdict>
  constructor(verdict: Partial<MonitorVerdict>) {
    this.verdict = verdict
  }
  check = () => true
  run(model: Model, real: Registry): void {
    const facts = real.facts(this.verdict)
    const [verdict] = facts.verdicts
    const last = model.served.at(-1)
    if (verdict?.confirmed && verdict.level === 'critical' && last?.to === null) {
      last.failed = true
      real.failed.add(real.moves.at(-1)!.sequence)
    }
    const { decision, proposal } = settleTwice(real, facts)
    if (proposal !== 'keep') {
      real.proposal = null
      count(proposal)
    }
    if (decision.action === 'rollback' || decision.action === 'suspend') {
      real.takeBack(decision.targetVersionId, true)
      const cause = decision.action === 'rollback' ? 'rollback' : 'suspension'
      moved(model, real, decision.targetVersionId, cause, true)
    }
    if (decision.action === 'propose' && real.proposal === null) {
      real.proposal = {
        versionId: facts.currentVersionId!,
        targetVersionId: decision.targetVersionId,
        dueAt: proposalDueAt(real.policy, facts),
        approvals: new Set(),
      }
      count('propose')
    }
    checkLaws(model, real)
  }
  toString = () => `judge ${JSON.stringify(this.verdict)}`
}

/** Two different people; the second carries it out, unless the registry refuses the target now. */
class Approve implements fc.Command<Model, Registry> {
  readonly person: string
  constructor(person: string) {
    this.person = person
  }
  check = () => true
  run(model: Model, real: Registry): void {
    const { proposal } = real
    if (proposal === null || proposal.versionId !== real.stable()) return
    proposal.approvals.add(this.person)
    if (proposal.approvals.size < 2) return
    const target = proposal.targetVersionId
    if (target !== null && real.withdrawn.has(target)) {
      count('refused approval')
      return
    }
    real.takeBack(target, false)
    moved(model, real, target, target === null ? 'suspension' : 'rollback')
    count('approved')
    checkLaws(model, real)
  }
  toString = () => `approve by ${this.person}`
}

class Clock implements fc.Command<Model, Registry> {
  readonly hours: number
  constructor(hours: number) {
    this.hours = hours
  }
  check = () => true
  run(model: Model, real: Registry): void {
    real.clock += this.hours * millisecondsPerHour
    checkLaws(model, real)
  }
  toString = () => `clock ${this.hours} h`
}

class Resume implements fc.Command<Model, Registry> {
  check = (model: Readonly<Model>) => model.suspended
  run(model: Model, real: Registry): void {
    real.suspended = false
    model.suspended = false
    checkLaws(model, real)
  }
  toString = () => 'resume'
}

const step = fc.commands(
  [
    fc.nat(4).map((index) => new Promote(index)),
    fc.nat(4).map((index) => new Promote(index)),
    fc.nat(4).map((index) => new Withdraw(index)),
    fc.constantFrom({}, {}, {}, calm).map((verdict) => new Judge(verdict)),
    fc.constantFrom({}, { state: 'stale' as const }).map((verdict) => new Judge(verdict)),
    fc.constantFrom('Ann', 'Bob').map((person) => new Approve(person)),
    fc.constantFrom(1, 12, 30, 24 * 8, 24 * 40, -3, -48).map((hours) => new Clock(hours)),
    fc.constant(new Resume()),
  ],
  { maxCommands: 60, size: 'max' },
)

const policies = fc.record({
  mode: fc.constantFrom('automatic' as const, 'propose' as const),
  cooldownHours: fc.constantFrom(0, 24),
  maximumAutomaticPer7Days: fc.constantFrom(1, 3),
  noReturnDays: fc.constantFrom(5, 30),
  autoAfterHours: fc.constantFrom(null, 24),
  soak: fc.constantFrom(...[0, 0, 0.5].map((days) => ({ days, maturedOutcomes: 0 }))),
})

test('no sequence of moves, verdicts, approvals and clocks breaks the registry', () => {
  fc.assert(
    fc.property(policies, step, (change, commands) => {
      const real = new Registry({ ...defaultRollbackPolicy, ...change })
      const model: Model = {
        stable: null,
        withdrawn: new Set(),
        takenBackAt: new Map(),
        suspended: false,
        moves: 0,
        served: [],
      }
      fc.modelRun(() => ({ model, real }), commands)
      // Replaying the recorded moves, in any order, gives the same state and nothing else.
      expect(replayAliases(real.moves.toReversed())).toEqual(replayAliases(real.moves))
      expect(replayAliases(real.moves).current.get('stable')?.versionId ?? null).toBe(model.stable)
    }),
    { numRuns: 1400, seed: 20_270_101 },
  )
  // Or the laws would hold of registries in which nothing happens.
  const all = ['promotion', 'rollback', 'suspension', 'propose', 'act', 'expire', 'supersede']
  all.push('proved target')
  for (const what of [...all, 'approved', 'refused approval']) {
    expect(seen.get(what) ?? 0, what).toBeGreaterThan(5)
  }
})
