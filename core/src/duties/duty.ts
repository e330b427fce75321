/** What the law says of a duty: as an obligation is derived, or `ended` where it no longer asks. */
export const dutyStates = ['applies', 'coming', 'may-apply', 'exempt', 'ended'] as const

export type DutyState = (typeof dutyStates)[number]

/** What became of a duty; computed from evidence and the day, never stored. */
export const dutyStatuses = [
  'open',
  'lapsed',
  'look-again',
  'met',
  'set-aside',
  'undecided',
  'exempt',
  'ended',
] as const

export type DutyStatus = (typeof dutyStatuses)[number]

/** Those in which somebody has something to do, by a day. */
export const waitingStatuses: readonly DutyStatus[] = ['open', 'lapsed', 'look-again']

/** By what duties are looked for: `waiting` stands for all of `waitingStatuses`. */
export const dutyChoices = ['waiting', ...dutyStatuses] as const

export type DutyChoice = (typeof dutyChoices)[number]

/** What the law says of a duty. */
export type DutyLaw = {
  framework: string
  rule: string
  state: DutyState
  prohibits: boolean
  /** the first day; null where no source gave it */
  effective: string | null
  /** how often it has to be done anew; null: once */
  everyMonths: number | null
}
