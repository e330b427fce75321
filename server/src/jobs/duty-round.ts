import { Context, systemActor } from '../context.ts'
import type { Services } from '../context.ts'
import { deriveStale } from '../features/duties/derive-stale.ts'

const atOnce = 200

/**
 * Derives the duties of every organization until none is left. What could not be derived, or is held
 * by somebody, waits for the next round.
 */
export async function deriveAll(
  services: Services,
  signal: AbortSignal,
  onError: (error: unknown) => void,
): Promise<void> {
  const organizations = await services.db.selectFrom('organizations').select('id').execute()
  for (const { id: organizationId } of organizations) {
    const asker = { kind: 'system' } as const
    const ctx = new Context({ services, organizationId, actor: systemActor, asker })
    try {
      let before = Infinity
      let { remaining, errors } = await deriveStale(ctx, atOnce)
      while (remaining > 0 && remaining < before && errors.length === 0) {
        if (signal.aborted) return
        before = remaining
        ;({ remaining, errors } = await deriveStale(ctx, atOnce))
      }
      errors.forEach(onError)
    } catch (error) {
      onError(error)
    }
  }
}
