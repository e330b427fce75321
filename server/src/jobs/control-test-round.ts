import { Context, systemActor } from '../context.ts'
import type { Services } from '../context.ts'
import { loadDueTests } from '../features/control-tests/due-tests.ts'
import { runControlTest } from '../features/control-tests/run-control-test.ts'

/** Runs the automatic control tests of every organization whose day has come, one after the other. */
export async function runDueTests(
  services: Services,
  signal: AbortSignal,
  onError: (error: unknown) => void,
): Promise<void> {
  const organizations = await services.db.selectFrom('organizations').select('id').execute()
  for (const { id: organizationId } of organizations) {
    const asker = { kind: 'system' } as const
    const ctx = new Context({ services, organizationId, actor: systemActor, asker })
    for (const testId of await loadDueTests(ctx)) {
      if (signal.aborted) return
      try {
        await runControlTest(ctx, testId, {})
      } catch (error) {
        onError(error)
      }
    }
  }
}
