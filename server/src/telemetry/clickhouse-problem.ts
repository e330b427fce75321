import { PrimumError } from '../errors.ts'

/** The codes by which ClickHouse says that one of its own servers does not answer. */
const silentShard = new Set([32, 198, 209, 210, 225, 242, 279, 289, 999])
/** Too few replicas live, have what was written before, or have said that they have this. */
const fewReplicas = new Set([285, 286, 319])
/** A replica that does not reach its Keeper, or has not caught up: another one may answer. */
const oneReplica = new Set([225, 242, 289, 999])
const previousWrite = 286

/** The number ClickHouse gives an error, or null where it was not ClickHouse that spoke. */
function codeOf(error: unknown): number | null {
  const { message } = (error ?? {}) as { message?: unknown }
  const named = (error as { code?: unknown } | null)?.code
  const match = /Code: (\d+)/.exec(typeof message === 'string' ? message : '')
  const code = match?.[1] ?? (typeof named === 'string' && /^\d+$/.test(named) ? named : null)
  return code === null ? null : Number(code)
}

/** Whether the server itself did not answer, or says that it cannot now: then another one may. */
export function isUnreachable(error: unknown): boolean {
  const code = codeOf(error)
  return code === null || oneReplica.has(code)
}

/** Whether the replicas are still busy with what somebody else has written. */
export function isTakingTurns(error: unknown): boolean {
  return codeOf(error) === previousWrite
}

/**
 * A failure in words that name no row: ClickHouse may quote what it was sent. `refused` says that
 * it understood and declined, so that trying again alone will not help.
 */
export function clickHouseProblem(error: unknown, url: string): PrimumError {
  const code = codeOf(error)
  const host = URL.canParse(url) ? new URL(url).host : 'its address'
  if (code !== null && !silentShard.has(code) && !fewReplicas.has(code)) {
    return unavailable(
      'clickhouse-refused',
      `ClickHouse refused this (its error ${code}).`,
      'Look into the log of ClickHouse; telemetry is accepted and waits meanwhile.',
    )
  }
  const cause = ((error ?? {}) as { code?: unknown }).code
  const why = typeof cause === 'string' && code === null ? ` (${cause})` : ''
  const message =
    code === null
      ? `ClickHouse does not answer at ${host}${why}.`
      : fewReplicas.has(code)
        ? 'Too few replicas of a shard of the ClickHouse cluster answer.'
        : 'A shard of the ClickHouse cluster does not answer, and a part would be no answer.'
  const remedy = 'Start it again; telemetry is accepted meanwhile and nothing is lost.'
  return unavailable('clickhouse-unreachable', message, remedy)
}

export function isRefusal(error: unknown): boolean {
  return error instanceof PrimumError && error.reasons[0]?.code === 'clickhouse-refused'
}

export function unavailable(code: string, message: string, remedy: string): PrimumError {
  return new PrimumError('unavailable', message, { reasons: [{ code, message, remedy }] })
}
