import { addDays } from '@primum/core/monitoring/days'
import { notCompared } from '@primum/core/monitoring/compare-domains'
import { domainReference, domainWindow } from '@primum/core/monitoring/domain-day'
import type { DomainDay } from '@primum/core/monitoring/domain-day'
import { domainSample } from '@primum/core/monitoring/domain-sample'
import type { DomainSample } from '@primum/core/monitoring/domain-sample'
import type { DomainTask } from '@primum/core/monitoring/domain-task'
import { domainSettings } from '@primum/core/monitoring/thresholds'
import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { versionsById } from '../telemetry/version-rules.ts'
import { inThread } from './in-thread.ts'

type Days = { from: string; to: string }

type Compared = {
  aiSystemId: string
  versionId: string
  /** null while it is not over */
  reference: Days | null
  windowDays: number
  /** the last days of the windows, in order */
  days: readonly string[]
  /** no window begins before it */
  since: string
}

const { referenceDays, referenceRows, rowsPerSide } = domainSettings

/** The first days of a version, which all later ones are compared with. */
export async function readReference(
  ctx: Context,
  aiSystemId: string,
  versionId: string,
): Promise<Days | null> {
  return domainReference(await ctx.services.telemetry.daysOf(ctx, aiSystemId, versionId))
}

/**
 * How well the inputs of each window could be told from those of the first days of the version.
 * Rows are read day by day and compared in a thread; none of them is kept.
 */
export async function compareDays(
  ctx: Context,
  about: Compared,
  signal: AbortSignal,
): Promise<DomainDay[]> {
  const { reference, days } = about
  if (reference === null) {
    const reason = `the reference is not over: the first ${referenceDays} days of the version, and as many more as it takes to ${referenceRows} predictions`
    return days.map(() => ({ window: null, reference, ...notCompared(reason) }))
  }
  const windows = days.map((day) => domainWindow(reference, day, about.windowDays, about.since))
  const wanted = windows.filter((window) => window !== null)
  const compared = new Map<string, DomainDay>()
  if (wanted.length > 0) {
    const task = await readTask(ctx, about, { reference, windows: wanted })
    const script = new URL('./domain-worker.ts', import.meta.url)
    const answers = await inThread<DomainDay[]>(script, task, signal)
    for (const [at, window] of wanted.entries()) compared.set(window.to, answers[at]!)
  }
  const inside = `the days up to ${reference.to} are the reference that later ones are compared with`
  return days.map((day) => compared.get(day) ?? { window: null, reference, ...notCompared(inside) })
}

async function readTask(
  ctx: Context,
  { aiSystemId, versionId }: Compared,
  { reference, windows }: { reference: Days; windows: readonly Days[] },
): Promise<DomainTask> {
  const version = (await versionsById(ctx, aiSystemId, [versionId])).get(versionId)
  if (version === undefined) throw notFound('version', versionId)
  const features = [...version.features.values()]
    .filter(({ kind }) => kind === 'numeric')
    .map(({ name }) => name)
  const draw = async (span: Days) => {
    const question = { aiSystemId, versionId, ...span, limit: rowsPerSide }
    return domainSample(await ctx.services.telemetry.drawPredictions(ctx, question), features)
  }
  const samples = new Map<string, DomainSample>()
  for (const { from, to } of windows) {
    for (let day = from; day <= to; day = addDays(day, 1)) {
      if (!samples.has(day)) samples.set(day, await draw({ from: day, to: day }))
    }
  }
  return { features, reference: { ...reference, sample: await draw(reference) }, windows, samples }
}
