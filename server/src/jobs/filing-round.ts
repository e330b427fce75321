import { Context, systemActor } from '../context.ts'
import type { Services } from '../context.ts'
import { fileProof } from '../features/ledger-entries/file-proof.ts'

/** Files what Primum proves once a month, for every organization, one after the other. */
export async function fileMonths(
  services: Services,
  signal: AbortSignal,
  onError: (error: unknown) => void,
): Promise<void> {
  const organizations = await services.db.selectFrom('organizations').select('id').execute()
  for (const { id: organizationId } of organizations) {
    if (signal.aborted) return
    const asker = { kind: 'system' } as const
    const ctx = new Context({ services, organizationId, actor: systemActor, asker })
    try {
      if ((await fileProof(ctx)) === false) {
        throw new Error(`The ledger of organization ${organizationId} does not verify.`)
      }
    } catch (error) {
      onError(error)
    }
  }
}
