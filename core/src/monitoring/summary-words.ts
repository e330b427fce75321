import type { Month } from './ended-months.ts'

/** What the summary of a month says in words. */
export type SummaryFacts = {
  name: string
  month: Pick<Month, 'name'>
  /** monitors that were on */
  monitors: number
  /** labels of the versions that were stable, in order */
  versions: readonly string[]
  /** on the days that are shown; null: few, and the number is not shown */
  predictions: number | null
  /** days with so few predictions that they are in no number */
  hiddenDays: number
  /** of the predictions, those with a known outcome; null: few */
  outcomes: number | null
  /** days in operation on which nothing arrived */
  silentDays: number
  /** null where calls are not sent */
  calls: number | null
  alarms: { critical: number; warning: number; inconclusive: number }
  incidents: number
  findings: number
  rollbacks: number
}

const monthNames = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September'],
  ...['October', 'November', 'December'],
]

/** "Monitoring of Sepsis alert, October 2026: 3 monitors, 1 alarm, 41 203 predictions" */
export function summaryTitle(facts: SummaryFacts): string {
  const said = [
    counted(facts.monitors, 'monitor'),
    counted(alarmCount(facts), 'alarm'),
    usesWords(facts),
  ]
  const rest = `, ${monthWords(facts.month)}: ${said.join(', ')}`
  return `Monitoring of ${facts.name.slice(0, 300 - 'Monitoring of '.length - rest.length)}${rest}`
}

/** The same as a few sentences that tell what happened. */
export function summarySentence(facts: SummaryFacts): string {
  return [versionsWords(facts), arrivedWords(facts), happenedWords(facts)].join(' ')
}

/** "October 2026" */
function monthWords({ name }: Pick<Month, 'name'>): string {
  const [year, month] = name.split('-')
  return `${monthNames[Number(month) - 1]} ${year}`
}

function versionsWords({ versions, monitors }: SummaryFacts): string {
  const watched = `${counted(monitors, 'monitor')} ${monitors === 1 ? 'was' : 'were'} on`
  if (versions.length === 0) return `No version was stable in this month; ${watched}.`
  const labels = [...new Set(versions)]
  const which = labels.length === 1 ? `Version ${labels[0]}` : `Versions ${labels.join(', ')}`
  return `${which} ran in this month; ${watched}.`
}

function arrivedWords(facts: SummaryFacts): string {
  const { predictions, outcomes, hiddenDays, silentDays, calls, versions } = facts
  const called = calls === null ? '' : ` ${sentence(`${counted(calls, 'call')} were counted`)}`
  if (predictions === 0) {
    if (calls !== null && calls > 0) return called.trim()
    const though = versions.length === 0 ? '' : ', although the system was in operation'
    return `No predictions were received in this month${though}.`
  }
  if (predictions === null) {
    return `Predictions were received, too few to show their number.${called}`
  }
  const known =
    outcomes === null
      ? 'the outcomes known of them are too few to show'
      : `${numberWords(outcomes)} of them with a known outcome so far`
  const silent =
    silentDays === 0 ? '' : `; on ${counted(silentDays, 'day')} in operation none was received`
  const hidden =
    hiddenDays === 0 ? '' : `; ${counted(hiddenDays, 'day')} of few people not counted in`
  const received = `${usesWords({ predictions, calls })} were received, ${known}`
  return `${sentence(`${received}${silent}${hidden}`)}${called}`
}

function happenedWords(facts: SummaryFacts): string {
  const { alarms, incidents, findings, rollbacks } = facts
  const kinds = (['critical', 'warning', 'inconclusive'] as const)
    .filter((level) => alarms[level] > 0)
    .map((level) => `${alarms[level]} ${level}`)
  const followed = [
    ...(incidents > 0 ? [counted(incidents, 'incident')] : []),
    ...(findings > 0 ? [counted(findings, 'finding')] : []),
    ...(rollbacks > 0 ? [counted(rollbacks, 'rollback')] : []),
  ]
  const raised =
    alarmCount(facts) === 0
      ? 'No alarm was raised'
      : `${counted(alarmCount(facts), 'alarm')} (${kinds.join(', ')})`
  return followed.length === 0 ? `${raised}.` : `${raised}; ${followed.join(', ')}.`
}

function alarmCount({ alarms }: Pick<SummaryFacts, 'alarms'>): number {
  return alarms.critical + alarms.warning + alarms.inconclusive
}

function usesWords({ predictions, calls }: Pick<SummaryFacts, 'predictions' | 'calls'>): string {
  if (predictions === null) return 'few predictions'
  if (predictions > 0) return counted(predictions, 'prediction')
  return calls !== null && calls > 0 ? counted(calls, 'call') : 'no predictions'
}

function counted(count: number, what: string): string {
  return `${numberWords(count)} ${what}${count === 1 ? '' : 's'}`
}

/** Thousands apart by a space that no line breaks at: neither a point nor a comma is read alike everywhere. */
function numberWords(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, '\u00a0')
}

function sentence(words: string): string {
  return `${words}.`
}
