import { PgBoss } from 'pg-boss'
import type { Services } from '../context.ts'
import { createJudgeQueues, judgeHere, requestJudging, workJudgeQueues } from './judge-queue.ts'
import type { JudgingHere } from './judge-queue.ts'
import { workSchedules } from './schedules.ts'
import { createValidationQueue } from './validation-queue.ts'

export type Jobs = { boss: PgBoss; stop: () => Promise<void> }

type JobOptions = {
  services: Services
  appUrl: string
  /** Whether this process does the jobs, or only asks for them. */
  work: boolean
  onError: (error: unknown) => void
}

/** How soon a process finds validation runs that another one accepted, or left behind. */
const validationRoundMilliseconds = 15_000

/**
 * The jobs of every process on one database, through pg-boss in PostgreSQL: each is done by one of
 * them, and schedules fire once for all. The queue's tables are there already (job-schema.ts).
 */
export async function startJobs(options: JobOptions): Promise<Jobs> {
  const { services, work, onError } = options
  const boss = new PgBoss({
    connectionString: options.appUrl,
    application_name: 'primum jobs',
    max: work ? 4 : 2,
    migrate: false,
    createSchema: false,
    supervise: work,
    schedule: work,
    useListenNotify: work,
  })
  boss.on('error', onError)
  await boss.start()
  await createJudgeQueues(boss)
  const here = judgeHere(services, onError)
  const stopAsking = askForJudging(boss, options, here)
  let stopValidation = async () => {}
  if (work) {
    await workJudgeQueues(boss, services, here)
    await workSchedules(boss, services, onError)
    stopValidation = workValidation(services, onError)
  }
  return {
    boss,
    stop: async () => {
      await stopAsking()
      await stopValidation()
      await boss.stop({ graceful: true, timeout: 5000 })
    },
  }
}

/** Judges here where this process works jobs; otherwise asks whichever does. */
function askForJudging(
  boss: PgBoss,
  { services, work, onError }: JobOptions,
  here: JudgingHere,
): () => Promise<void> {
  const asking = new Set<Promise<void>>()
  services.judgeSoon = (organizationId, aiSystemId) => {
    if (work) {
      void here.judge({ organizationId, aiSystemId })
      return
    }
    const asked = requestJudging(boss, [{ organizationId, aiSystemId }]).catch(onError)
    asking.add(asked)
    void asked.then(() => asking.delete(asked))
  }
  return async () => {
    services.judgeSoon = () => undefined
    await Promise.all([...asking, here.idle()])
  }
}

function workValidation(
  services: Services,
  onError: (error: unknown) => void,
): () => Promise<void> {
  const queue = createValidationQueue(services, onError)
  services.validateSoon = queue.wake
  services.stopValidation = queue.stopRun
  queue.wake()
  const round = setInterval(queue.wake, validationRoundMilliseconds)
  return async () => {
    clearInterval(round)
    services.validateSoon = () => undefined
    services.stopValidation = () => undefined
    await queue.close()
  }
}
