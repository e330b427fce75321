import type { ControlTestResult } from './control-test.ts'

/** One thing that a control test looked at: an AI system, a finding, or what a person names. */
export type TestedSubject = {
  subject: { type: string; id: string | null; label: string }
  /** null where it cannot be said */
  ok: boolean | null
  reason: string
}

export type SubjectCounts = { ok: number; notOk: number; undecided: number }

export function countSubjects(subjects: readonly Pick<TestedSubject, 'ok'>[]): SubjectCounts {
  const of = (ok: boolean | null) => subjects.filter((each) => each.ok === ok).length
  return { ok: of(true), notOk: of(false), undecided: of(null) }
}

/**
 * What a test comes to: failed if anything is not as it should be, not decidable if that cannot be
 * said of something, passed otherwise. `whenNothing` is the result where there was nothing to look
 * at: a rule about AI systems is not proven by having none, a rule that forbids something is.
 */
export function resultOf(
  { ok, notOk, undecided }: SubjectCounts,
  whenNothing: 'passed' | 'not-decidable',
): ControlTestResult {
  if (notOk > 0) return 'failed'
  if (undecided > 0) return 'not-decidable'
  return ok > 0 ? 'passed' : whenNothing
}

/** At most so many of them, in their order, with what speaks against it first. */
export function sampleOf(subjects: readonly TestedSubject[], most: number): TestedSubject[] {
  const of = (ok: boolean | null) => subjects.filter((each) => each.ok === ok)
  return [...of(false), ...of(null), ...of(true)].slice(0, most)
}
