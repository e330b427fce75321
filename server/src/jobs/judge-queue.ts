import type { PgBoss } from 'pg-boss'
import { Context, systemActor } from '../context.ts'
import type { Services } from '../context.ts'
import { judgeAiSystem } from '../features/monitors/judge-ai-system.ts'

const systemQueue = 'judge-ai-system'
const roundQueue = 'judge-round'

type ToJudge = { organizationId: string; aiSystemId: string }

export type JudgingHere = {
  /** Resolves when a judging that began after the call has ended; never rejects. */
  judge: (wanted: ToJudge) => Promise<void>
  idle: () => Promise<void>
}

/**
 * Of each system at most one judging waits, however many processes ask for it. Two processes that
 * judge one system at once take turns at its row, so a process that is killed holds nobody up. What
 * was lost with it, the next round judges: hence no retries.
 */
export async function createJudgeQueues(boss: PgBoss): Promise<void> {
  const keep = { retryLimit: 0, expireInSeconds: 300, deleteAfterSeconds: 600 }
  await boss.createQueue(systemQueue, { policy: 'short', notify: true, ...keep })
  await boss.createQueue(roundQueue, { policy: 'short', ...keep })
}

/** Asks for a judging by whichever process works jobs; the answer says when that is stored. */
export async function requestJudging(boss: PgBoss, wanted: ToJudge[]): Promise<void> {
  if (wanted.length === 0) return
  const jobs = wanted.map((data) => ({ data, singletonKey: data.aiSystemId }))
  await boss.insert(systemQueue, jobs)
}

/** Judges what is asked for, and asks for every system at the start and once a minute. */
export async function workJudgeQueues(
  boss: PgBoss,
  services: Services,
  here: JudgingHere,
): Promise<void> {
  const options = {
    batchSize: 4,
    burstWhenBatchFull: true,
    pollingIntervalSeconds: 1,
    notifyPollingIntervalSeconds: 10,
  }
  await boss.work<ToJudge>(systemQueue, options, async (jobs) => {
    for (const { data } of jobs) await here.judge(data)
  })
  await boss.work(roundQueue, { pollingIntervalSeconds: 5 }, async () =>
    requestJudging(boss, await systemsToJudge(services)),
  )
  await boss.schedule(roundQueue, '* * * * *')
  // What a process that died had taken, the one that replaces it need not wait for.
  await boss.send(roundQueue)
}

/**
 * Judges in this process, at once: between a breach and its switch there is no time for a queue.
 * One judging per system runs here, and one more where rows came meanwhile. What is lost with the
 * process the round of another one judges.
 */
export function judgeHere(services: Services, onError: (error: unknown) => void): JudgingHere {
  const running = new Map<string, { again: boolean; ended: Promise<void> }>()
  const run = (wanted: ToJudge) => {
    const own = { again: false, ended: Promise.resolve() }
    running.set(wanted.aiSystemId, own)
    own.ended = (async () => {
      do {
        own.again = false
        await judgeLive(services, wanted).catch(onError)
      } while (own.again)
      running.delete(wanted.aiSystemId)
    })()
    return own.ended
  }
  return {
    judge: (wanted) => {
      const present = running.get(wanted.aiSystemId)
      if (present === undefined) return run(wanted)
      present.again = true
      return present.ended
    },
    idle: async () => {
      await Promise.all([...running.values()].map(({ ended }) => ended))
    },
  }
}

async function judgeLive(
  services: Services,
  { organizationId, aiSystemId }: ToJudge,
): Promise<void> {
  const ctx = new Context({
    services,
    organizationId,
    actor: systemActor,
    asker: { kind: 'system' },
  })
  const wanted = await toJudge(services).where('ai_systems.id', '=', aiSystemId).execute()
  if (wanted.length > 0) await judgeAiSystem(ctx, aiSystemId)
}

/**
 * Every system is looked at now and then: silence is only found by looking, and this is the clock by
 * which a proposal that nobody answered comes due.
 */
async function systemsToJudge(services: Services): Promise<ToJudge[]> {
  return toJudge(services).execute()
}

/**
 * Live systems that have a stable version. One that still has an open proposal is looked at even
 * without a stable version, as then the proposal ends. A replay is judged when its clock is told to
 * advance, never in between.
 */
function toJudge(services: Services) {
  return services.db
    .selectFrom('aliases')
    .innerJoin('ai_systems', 'ai_systems.id', 'aliases.ai_system_id')
    .select(['ai_systems.id as aiSystemId', 'ai_systems.organization_id as organizationId'])
    .where('alias', '=', 'stable')
    .where((eb) =>
      eb.or([
        eb('aliases.version_id', 'is not', null),
        eb.exists(
          eb
            .selectFrom('rollback_proposals')
            .select('rollback_proposals.id')
            .whereRef('rollback_proposals.ai_system_id', '=', 'ai_systems.id')
            .where('state', '=', 'open'),
        ),
      ]),
    )
    .where('clock', '=', 'live')
}

/** The same round at once in this process. */
export async function judgeAll(
  services: Services,
  onError: (error: unknown) => void,
): Promise<void> {
  for (const each of await systemsToJudge(services)) await judgeLive(services, each).catch(onError)
}
