import { addDays, daysBetween } from '@primum/core/monitoring/days'
import type { DomainDay, DomainDays } from '@primum/core/monitoring/domain-day'
import type { Monitor } from '@primum/core/monitoring/monitor-record'
import type { Context } from '../../context.ts'
import { invalid } from '../../errors.ts'
import { compareDays, readReference } from '../../monitoring/compare-days.ts'
import type { MeasuredSpan } from '../../monitoring/measured-span.ts'

/** Each day of a trial is a comparison of its own, which takes a tenth of a second or so. */
const mostDays = 120

type Days = { from: string; to: string }

/** The days that a comparison can be tried on: after the reference, and the newest of them. */
export async function daysToCompare(
  ctx: Context,
  { system, version }: MeasuredSpan,
  asked: { from?: string | undefined; to: string },
): Promise<Days & { reference: Days }> {
  const reference = await readReference(ctx, system.id, version.id)
  const { to } = asked
  if (reference === null || reference.to >= to) {
    const message =
      'There is no history to try this on: the first weeks of the version, which later ones are compared with, are not over.'
    throw invalid('metric', message, 'Try it when the version has been in use for longer.')
  }
  const first = addDays(reference.to, 1)
  const earliest = addDays(to, 1 - mostDays)
  const from = asked.from ?? (earliest > first ? earliest : first)
  if (daysBetween(from, to) >= mostDays) {
    const message = `A trial of this metric compares at most ${mostDays} days.`
    throw invalid('from', message, `Begin on ${earliest} or later, or end earlier.`)
  }
  return { reference, from: from < first ? first : from, to }
}

/** Compares each of these days as the live monitor would have; nothing is kept. */
export async function compareHistory(
  ctx: Context,
  { system, version }: MeasuredSpan,
  monitor: Monitor,
  span: Days & { reference: Days },
  signal: AbortSignal,
): Promise<DomainDays> {
  const { from, to, reference } = span
  const { windowDays } = monitor
  const days: string[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  const about = { aiSystemId: system.id, versionId: version.id, reference, windowDays, days }
  const answers = await compareDays(ctx, { ...about, since: from }, signal)
  const found = new Map<string, DomainDay>(days.map((day, at) => [day, answers[at]!]))
  return (day, length) => (length === windowDays ? (found.get(day) ?? null) : null)
}
