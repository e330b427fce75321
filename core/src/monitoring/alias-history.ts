/** One move of an alias, as the registry keeps it for good. Instants are ISO, in UTC. */
export type AliasMove = {
  sequence: number
  alias: string
  from: string | null
  to: string | null
  cause: string
  at: string
  /** decided and done by policy alone, without people */
  automatic: boolean
}

/** A time that stable stood on one version without a break; the evidence of it never crosses it. */
export type StablePeriod = {
  versionId: string
  /** of the move that began it */
  sequence: number
  from: string
  /** null: it lasts */
  to: string | null
}

/** What the history of an AI system says, oldest move first. */
export type AliasHistory = {
  /** where each alias stands now */
  current: Map<string, { versionId: string | null; sequence: number }>
  /** versions that were stable before the one of now, the most recent first, each once */
  served: string[]
  /** of stable, the oldest first */
  periods: StablePeriod[]
  /** when each version was last taken back from, by rollback or suspension */
  takenBackAt: Map<string, string>
  rollbacks: { at: string; automatic: boolean }[]
  /** last move of stable */
  lastChangeAt: string | null
  /** where the moves do not follow from each other; empty in a sound history */
  problems: string[]
}

const takingBack = ['rollback', 'suspension']

/**
 * Replays the moves of one AI system in order of their sequence: the same moves always give the same
 * history. An alias stands on one version at a time, so there are never two stables.
 */
export function replayAliases(moves: readonly AliasMove[]): AliasHistory {
  const history: AliasHistory = {
    current: new Map(),
    served: [],
    periods: [],
    takenBackAt: new Map(),
    rollbacks: [],
    lastChangeAt: null,
    problems: [],
  }
  let last: AliasMove | null = null
  for (const move of moves.toSorted((a, b) => a.sequence - b.sequence)) {
    history.problems.push(...problemsOf(history, move, last))
    history.current.set(move.alias, { versionId: move.to, sequence: move.sequence })
    if (move.alias === 'stable') replayStable(history, move)
    last = move
  }
  const stable = history.current.get('stable')?.versionId ?? null
  history.served = history.served.filter((id) => id !== stable)
  return history
}

function replayStable(history: AliasHistory, move: AliasMove): void {
  const { sequence, from, to, cause, at, automatic } = move
  history.lastChangeAt = at
  const last = history.periods.at(-1)
  if (last !== undefined && last.to === null) last.to = at
  if (to !== null) history.periods.push({ versionId: to, sequence, from: at, to: null })
  if (to !== null) history.served = [to, ...history.served.filter((id) => id !== to)]
  if (from !== null && takingBack.includes(cause)) history.takenBackAt.set(from, at)
  if (cause === 'rollback') history.rollbacks.push({ at, automatic })
}

function problemsOf(history: AliasHistory, move: AliasMove, last: AliasMove | null): string[] {
  const { alias, sequence } = move
  const before = history.current.get(alias)?.versionId ?? null
  const problems: string[] = []
  if (move.from !== before) problems.push(`${sequence}: ${alias} did not stand on ${move.from}`)
  if (move.to === before) problems.push(`${sequence}: ${alias} does not move`)
  if (last !== null && last.sequence === sequence) problems.push(`${sequence}: used twice`)
  if (last !== null && last.at > move.at) problems.push(`${sequence}: goes back in time`)
  return problems
}
