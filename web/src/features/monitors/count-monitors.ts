import type { Monitor } from './queries.ts'

type Judged = Pick<Monitor, 'enabled'> & {
  verdict: Pick<NonNullable<Monitor['verdict']>, 'state' | 'level'> | null
}

/** How the watched monitors stand. Blind is what has no judgement now, and is never read as well. */
export function countMonitors(monitors: readonly Judged[]) {
  const watched = monitors.filter(({ enabled }) => enabled)
  const levels = watched.map(({ verdict }) => verdict?.level ?? 'none')
  return {
    watched: watched.length,
    attention: levels.filter((level) => level !== 'none').length,
    critical: levels.includes('critical'),
    blind: watched.filter(({ verdict }) => verdict === null || verdict.state !== 'ok').length,
  }
}
