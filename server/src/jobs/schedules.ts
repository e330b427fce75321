import type { Job, PgBoss } from 'pg-boss'
import { Context, systemActor } from '../context.ts'
import type { Services } from '../context.ts'
import { expireOverrides } from '../features/classifications/expire-overrides.ts'
import { forgetOldAttempts } from '../identity/attempts.ts'
import { compareAll } from './compare-round.ts'
import { deriveAll } from './duty-round.ts'
import { runDueTests } from './control-test-round.ts'
import { recordContent } from './content-round.ts'
import { fileMonths } from './filing-round.ts'
import { tidyIncoming } from '../files/receive-file.ts'
import { failLeftoverLoads } from './example-player.ts'
import { tidyUploads } from './tidy-uploads.ts'

/** What comes with time alone: each fires once, in one of the processes that work jobs. */
export async function workSchedules(
  boss: PgBoss,
  services: Services,
  onError: (error: unknown) => void,
): Promise<void> {
  const schedules = [
    { name: 'tidy', cron: '17 * * * *', act: () => tidy(services, onError) },
    { name: 'end-tier-overrides', cron: '7 * * * *', act: () => endOverrides(services, onError) },
    {
      name: 'compare-inputs',
      cron: '23 * * * *',
      act: ([job]: Job[]) => compareAll(services, job!.signal, onError),
    },
    {
      name: 'run-control-tests',
      cron: '37 * * * *',
      act: ([job]: Job[]) => runDueTests(services, job!.signal, onError),
    },
    {
      name: 'file-months',
      cron: '47 * * * *',
      act: ([job]: Job[]) => fileMonths(services, job!.signal, onError),
    },
    {
      name: 'record-content',
      cron: '11 * * * *',
      act: ([job]: Job[]) => recordContent(services, job!.signal, onError),
    },
    {
      name: 'derive-duties',
      cron: '* * * * *',
      act: ([job]: Job[]) => deriveAll(services, job!.signal, onError),
    },
    { name: 'end-example-loads', cron: '* * * * *', act: () => failLeftoverLoads(services) },
  ]
  for (const { name, cron, act } of schedules) {
    await boss.createQueue(name, { policy: 'short' })
    await boss.work(name, { pollingIntervalSeconds: 60 }, act)
    await boss.schedule(name, cron)
  }
}

async function tidy(services: Services, onError: (error: unknown) => void): Promise<void> {
  await forgetOldKeys(services)
  await forgetOldAttempts(services)
  await tidyUploads(services, onError)
  await tidyIncoming(services.files.incomingFolder)
}

/** Tiers whose override has run out return to what was computed. */
async function endOverrides(services: Services, onError: (error: unknown) => void): Promise<void> {
  const organizations = await services.db.selectFrom('organizations').select('id').execute()
  for (const { id } of organizations) {
    const ctx = new Context({
      services,
      organizationId: id,
      actor: systemActor,
      asker: { kind: 'system' },
    })
    await expireOverrides(ctx).catch(onError)
  }
}

/** A repeat comes within a day or not at all. */
async function forgetOldKeys(services: Services): Promise<void> {
  await services.db
    .deleteFrom('idempotency_keys')
    .where('created_at', '<', new Date(services.clock().getTime() - 86_400_000))
    .execute()
}
