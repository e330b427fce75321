import { Context, systemActor } from '../context.ts'
import type { Services } from '../context.ts'
import { recordPacks } from '../features/content-packs/record-packs.ts'

/** Keeps what the program comes with for organizations that have taken nothing yet. */
export async function recordContent(
  services: Services,
  signal: AbortSignal,
  onError: (error: unknown) => void,
): Promise<void> {
  const organizations = await services.db.selectFrom('organizations').select('id').execute()
  for (const { id: organizationId } of organizations) {
    if (signal.aborted) return
    const asker = { kind: 'system' } as const
    const ctx = new Context({ services, organizationId, actor: systemActor, asker })
    await recordPacks(ctx).catch(onError)
  }
}
