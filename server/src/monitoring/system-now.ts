import type { Context } from '../context.ts'

/** What time it is for a system: the wall clock, or the replay clock of an example. */
export function systemNow(
  ctx: Context,
  system: { clock: 'live' | 'replay'; replayNow: string | null },
): Date {
  return system.clock === 'replay' && system.replayNow !== null
    ? new Date(system.replayNow)
    : ctx.now()
}
