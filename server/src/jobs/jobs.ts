import { PgBoss } from 'pg-boss'
import { Context, systemActor } from '../context.ts'
import type { Services } from '../context.ts'
import { expireOverrides } from '../features/classifications/expire-overrides.ts'
import { failLeftoverLoads, stopPlayers } from './example-player.ts'
import { createJudgeQueue, judgeAll } from './judge-queue.ts'

export type Jobs = { boss: PgBoss; stop: () => Promise<void> }

/**
 * The job queue (pg-boss, in PostgreSQL). Its schema is made by the database's owner; the program's
 * own role then works with it.
 */
export async function startJobs(options: {
  services: Services
  ownerUrl: string
  appUrl: string
  appRole: string | null
  onError: (error: unknown) => void
}): Promise<Jobs> {
  if (options.appRole !== null) await createSchema(options.ownerUrl, options.appRole)
  const boss = new PgBoss({
    connectionString: options.appUrl,
    max: 4,
    migrate: options.appRole === null,
    createSchema: options.appRole === null,
  })
  boss.on('error', options.onError)
  await boss.start()
  await failLeftoverLoads(options.services)
  await boss.createQueue(judgeQueueName)
  await boss.work(judgeQueueName, { pollingIntervalSeconds: 5 }, () =>
    judgeAll(options.services, options.onError),
  )
  await boss.schedule(judgeQueueName, '* * * * *')
  await boss.createQueue(tidyQueueName)
  await boss.work(tidyQueueName, { pollingIntervalSeconds: 60 }, () =>
    forgetOldKeys(options.services),
  )
  await boss.schedule(tidyQueueName, '17 * * * *')
  await boss.createQueue(overrideQueueName)
  await boss.work(overrideQueueName, { pollingIntervalSeconds: 60 }, () =>
    endOverrides(options.services, options.onError),
  )
  await boss.schedule(overrideQueueName, '7 * * * *')
  const queue = createJudgeQueue(options.services, options.onError)
  options.services.judgeSoon = queue.judgeSoon
  return {
    boss,
    stop: async () => {
      options.services.judgeSoon = () => undefined
      stopPlayers()
      await boss.stop({ graceful: true, timeout: 5000 })
      await queue.idle()
    },
  }
}

async function createSchema(ownerUrl: string, appRole: string): Promise<void> {
  const owner = new PgBoss({
    connectionString: ownerUrl,
    max: 1,
    supervise: false,
    schedule: false,
  })
  await owner.start()
  await owner.getDb().executeSql(`grant usage, create on schema pgboss to "${appRole}"`, [])
  await owner.getDb().executeSql(`grant all on all tables in schema pgboss to "${appRole}"`, [])
  await owner.getDb().executeSql(`grant all on all functions in schema pgboss to "${appRole}"`, [])
  await owner.stop({ graceful: false })
}

const judgeQueueName = 'judge-monitors'
const overrideQueueName = 'end-tier-overrides'
const tidyQueueName = 'forget-idempotency-keys'

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
