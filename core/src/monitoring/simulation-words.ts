import type { Day } from './days.ts'
import type { Simulation } from './simulation.ts'

const shown = 3

/** The outcome of a trial in one or two sentences that a committee can read. */
export function simulationSentence(
  simulation: Omit<Simulation, 'sentence'>,
  changeAt: Day | null,
): string {
  const { days, firings, falseAlarmsPerYear, delayDays } = simulation
  const fired =
    firings.length === 0
      ? `Would not have fired in these ${days} days`
      : `Would have fired on ${listOf(firings.map(({ day }) => day))}`
  const delay =
    changeAt === null
      ? ''
      : delayDays === null
        ? `, and not have found the change of ${changeAt}`
        : `, ${delayDays} days after the change of ${changeAt}`
  return `${fired}${delay}; ${alarmWords(falseAlarmsPerYear, changeAt)}.`
}

function alarmWords(
  { stated, counted, stableDays }: Simulation['falseAlarmsPerYear'],
  changeAt: Day | null,
): string {
  const where = changeAt === null ? 'if nothing was wrong in them' : 'before the change'
  const seen =
    counted === null
      ? `${stableDays} stable days are too few to count false alarms`
      : `about ${counted.toFixed(1)} false alarms per year by its ${stableDays} days, ${where}`
  const promise = stated === null ? 'none is promised' : `at most ${rounded(stated)} are promised`
  return `${seen}; ${promise}`
}

function listOf(days: readonly Day[]): string {
  const more = days.length - shown
  return `${days.slice(0, shown).join(', ')}${more > 0 ? ` and ${more} more times` : ''}`
}

function rounded(rate: number): string {
  return rate < 0.1 ? rate.toFixed(2) : rate.toFixed(1)
}
