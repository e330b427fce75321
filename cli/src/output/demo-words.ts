import type { PlayReport } from '../../../examples/player/report.ts'
import { styles } from './style.ts'
import { facts, table } from './table.ts'
import { count, dateWords, plural } from './words.ts'

/** The report of a play for people: what was found, and how much of it is real. */
export function demoWords(report: PlayReport): string {
  const { strong } = styles(process.stdout)
  const section = (title: string, body: string) => `${strong(title)}\n${body}`
  return [
    section('Dataset', datasetWords(report)),
    section(`Performance of version ${report.performance.version}`, performanceWords(report)),
    section('Subgroups', subgroupWords(report)),
    section('Drift', driftWords(report)),
    section('What went wrong, and when', faultWords(report)),
    section('Rollback', rollbackWords(report)),
    section('Incident', incidentWords(report)),
    section('Ledger', ledgerWords(report)),
    `Played in ${report.seconds} s.`,
  ].join('\n\n')
}

const replayed = 'The clock is a replay'

function datasetWords({ dataset, system }: PlayReport): string {
  const { title, synthetic, rows, events, attribution, replay } = dataset
  return [
    title,
    synthetic ? 'Synthetic: no patient, hospital or event in it exists.' : 'Real, published data.',
    `${plural(rows, 'encounter')}, ${count(events)} with the outcome. ${attribution}`,
    replay.startsWith(replayed) ? replay : `${replayed}. ${replay}`,
    `Registered as ${system.reference}, risk tier ${system.tier}.`,
  ].join('\n')
}

const names: Record<string, string> = {
  auroc: 'AUROC',
  averagePrecision: 'Average precision',
  brier: 'Brier score',
  observedExpectedRatio: 'Observed : expected',
  sensitivity: 'Sensitivity',
  specificity: 'Specificity',
  positivePredictiveValue: 'Positive predictive value',
  flagRate: 'Flagged',
}

function performanceWords({ performance }: PlayReport): string {
  const { n, positives, threshold, estimates } = performance
  const list = table(estimates, [
    { title: 'MEASURE', value: (it) => names[it.measure] ?? it.measure },
    { title: 'VALUE', value: (it) => decimals(it.value), align: 'right' },
    { title: '95 % INTERVAL', value: (it) => interval(it) },
  ])
  const who = `${count(n)} matured predictions, ${count(positives ?? 0)} with the outcome`
  return `${list}\n${who}; flagged from ${threshold}.`
}

function subgroupWords({ subgroups, suppressed }: PlayReport): string {
  const list = table(subgroups, [
    { title: 'ATTRIBUTE', value: (it) => it.attribute },
    { title: 'VALUE', value: (it) => it.value },
    { title: 'N', value: (it) => count(it.n), align: 'right' },
    { title: 'AUROC', value: (it) => decimals(it.auroc), align: 'right' },
    { title: '95 % INTERVAL', value: (it) => interval(it) },
    { title: 'SENSITIVITY', value: (it) => decimals(it.sensitivity), align: 'right' },
  ])
  if (suppressed.length === 0) return list
  const hidden = suppressed.map(({ attribute, value }) => `${attribute} ${value}`).join(', ')
  return `${list}\nToo few people or outcomes to be shown: ${hidden}.`
}

function driftWords({ drift, driftSpan }: PlayReport): string {
  const list = table(drift, [
    { title: 'FEATURE', value: (it) => it.feature },
    { title: 'STABILITY INDEX', value: (it) => decimals(it.psi), align: 'right' },
    { title: 'LEVEL', value: (it) => it.level },
  ])
  const { from, to } = driftSpan
  return `${dateWords(from)} to ${dateWords(to)} against the baseline.\n${list}`
}

function faultWords({ fault, alarms }: PlayReport): string {
  const own = alarms.filter(({ version }) => version === fault.version)
  const list = table(own, [
    { title: 'DAY', value: (it) => dateWords(it.day) },
    { title: 'LEVEL', value: (it) => it.level },
    { title: 'MONITOR', value: (it) => it.monitor },
    { title: 'REASON', value: (it) => it.reason },
  ])
  const others = alarms.length - own.length
  const before = others === 0 ? '' : `\n${plural(others, 'alarm')} before, none of which switched.`
  return `${fault.title}.\n${fault.description}\n${fault.note}\n${list}${before}`
}

function rollbackWords({ rollback }: PlayReport): string {
  const { from, to, at, servedDays, reason, millisecondsFromBreachToSwitch: wait } = rollback
  return facts([
    ['From', from],
    ['To', to ?? 'no version: the system is suspended'],
    ['When', `${dateWords(at)} on the replay clock, after ${plural(servedDays, 'day')} in use`],
    ['Why', reason],
    ['Breach to switch', `${count(wait)} ms, as a model server sees it`],
  ])
}

function incidentWords({ incident }: PlayReport): string {
  const { number, title, severity, monitor } = incident
  return facts([
    ['Number', number],
    ['Title', title],
    ['Severity', severity],
    ['Monitor', monitor],
  ])
}

function ledgerWords({ ledger, tamper }: PlayReport): string {
  const state = ledger.verified ? 'all verified' : 'NOT verified'
  const written = `${plural(ledger.entries, 'entry', 'entries')}, ${state}.`
  if (tamper === null) return written
  const { entry, detected, named, reason } = tamper
  const found = detected
    ? `Then entry ${entry} was altered in the database, and verification named it: ${reason}`
    : `Then entry ${entry} was altered in the database, and verification named ${named ?? 'none'}.`
  return `${written}\n${found}`
}

function decimals(value: number | null): string | null {
  return value === null ? null : value.toFixed(4)
}

function interval({ lower, upper }: { lower: number | null; upper: number | null }) {
  return lower === null || upper === null ? null : `${lower.toFixed(4)} to ${upper.toFixed(4)}`
}
