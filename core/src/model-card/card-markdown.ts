import { countWords } from '../shared/count-words.ts'
import { words } from './card-words.ts'
import type {
  CardFairness,
  CardMetric,
  CardSegment,
  CardValidation,
  ModelCard,
} from './model-card.ts'

const notStated = 'not stated'

/** The card as Markdown, to be kept beside the model or handed on. */
export function cardMarkdown(card: ModelCard): string {
  const { aiSystem, version, validation } = card
  const parts = [
    `# Model card: ${inline(aiSystem.name)} ${inline(version.label)}`,
    `Made on ${card.generatedAt} from the register. SHA-256 of its content: \`${card.digest}\`.`,
    ...(version.withdrawn ? ['**This version was withdrawn.**'] : []),
    ...(aiSystem.synthetic ? ['**The data of this AI system is made up.**'] : []),
    ...card.sections.flatMap(({ title, facts }) => [
      `## ${title}`,
      table(
        ['', 'Statement', 'Source attribute'],
        facts.map(({ name, value, attribute }) => [name, value ?? notStated, attribute ?? '']),
      ),
    ]),
    '## Inputs',
    orNone(
      card.inputs.map(({ name, kind, unit }) => [name, kind, unit ?? '']),
      ['Name', 'Kind', 'Unit'],
    ),
    '## Thresholds',
    `Flagged at or above ${card.thresholds.join(', ')}.`,
    '## Key metrics',
    ...(validation === null ? [notStated] : validationParts(validation)),
    ...(card.statedMetrics.length === 0
      ? []
      : [
          '### Stated by the maker, not measured here',
          table(
            ['Metric', 'Value', 'n', 'Source'],
            card.statedMetrics.map(({ name, value, lower, upper, n, source }) => [
              name,
              valueWords(value, lower, upper),
              n === null ? notStated : countWords(n),
              source ?? notStated,
            ]),
          ),
        ]),
    '## Limitations',
    card.limitations.length === 0 ? 'None noted.' : bullets(card.limitations),
    '## Monitoring in force',
    orNone(
      card.monitors.map((each) => [
        each.feature === null ? words(each.metric) : `${words(each.metric)} (${each.feature})`,
        each.segment,
        each.threshold === null ? '' : String(each.threshold),
        `${each.windowDays} days`,
        String(each.margin),
        `${each.severity}: ${words(each.action)}`,
      ]),
      ['Metric', 'For whom', 'At', 'Window', 'Margin', 'On alarm'],
    ),
    '## Signatures',
    orNone(
      card.signOffs.map(({ at, name, roles, meaning, statement, digest }) => [
        at,
        `${name} (${roles.map(words).join(', ')})`,
        words(meaning),
        statement ?? '',
        digest,
      ]),
      ['At', 'Who', 'What', 'Statement', 'SHA-256 of what was signed'],
    ),
  ]
  return `${parts.join('\n\n')}\n`
}

function validationParts(validation: CardValidation): string[] {
  const { protocol, criteria, n, events, segments, fairness } = validation
  const people =
    n === null || events === null
      ? 'Hidden: too few people.'
      : `${countWords(n)} with a known outcome, ${countWords(events)} of them with it.`
  return [
    `${inline(protocol.title)}: **${words(validation.verdict)}**. ${people} Signed on ${validation.signedAt}; SHA-256 \`${validation.digest}\`.`,
    '### Acceptance criteria',
    bullets(criteria.map(({ sentence, state }) => `${words(state)}: ${sentence}`)),
    '### Usefulness and efficacy',
    ...segments.flatMap((segment) => [segmentTitle(segment), segmentTable(segment)]),
    '### Fairness and equity',
    ...(fairness.length === 0 ? [notStated] : fairness.flatMap(fairnessParts)),
  ]
}

function segmentTitle({ attribute, value, n }: CardSegment): string {
  const who = attribute === '' ? 'Everyone' : `${attribute}: ${value}`
  return `#### ${inline(who)} (${n === null ? 'hidden' : `n = ${countWords(n)}`})`
}

function segmentTable({ n, metrics }: CardSegment): string {
  return table(
    ['Metric', 'Value', 'n'],
    metrics.map((metric) => [
      nameOf(metric),
      metricWords(metric),
      n === null ? 'hidden' : countWords(metric.n),
    ]),
  )
}

function nameOf({ metric, threshold }: CardMetric): string {
  return threshold === null ? words(metric) : `${words(metric)} at ${threshold}`
}

/** A value that may not be decided on says so beside itself. */
function metricWords({ value, lower, upper, level, state, reason }: CardMetric): string {
  if (value === null) return reason ?? state
  const shown = valueWords(value, lower, upper, level)
  return state === 'ok' ? shown : `${shown}; ${state}: ${reason ?? ''}`
}

function fairnessParts({ attribute, threshold, ...found }: CardFairness): string[] {
  const { equalizedOddsDifference, demographicParityRatio, reason, gaps } = found
  const number = (value: number | null) => (value === null ? 'not estimable' : shown(value))
  const judged = gaps.filter(({ difference }) => difference !== null)
  const open = Map.groupBy(
    gaps.filter(({ difference }) => difference === null),
    (gap) => gap.reason ?? 'no reason given',
  )
  const why = reason !== null && (equalizedOddsDifference ?? demographicParityRatio) === null
  return [
    `#### By ${inline(attribute)} at ${threshold}`,
    `Equalized odds difference: ${number(equalizedOddsDifference)}. Demographic parity ratio: ${number(demographicParityRatio)}.${why ? ` ${inline(reason)}.` : ''}`,
    ...(judged.length === 0
      ? []
      : [
          table(
            ['Group against all others', 'Rate', 'Difference', 'Beyond the margins'],
            judged.map(({ group, rate, difference, lower, upper, beyond }) => [
              group,
              words(rate),
              valueWords(difference ?? 0, lower, upper),
              beyond ?? 'not judged',
            ]),
          ),
        ]),
    ...[...open].map(
      ([because, them]) =>
        `Not judged: ${inline([...new Set(them.map(({ group }) => group))].join(', '))}; ${inline(because)}.`,
    ),
  ]
}

function valueWords(
  value: number,
  lower: number | null,
  upper: number | null,
  level: number | null = null,
): string {
  if (lower === null && upper === null) return shown(value)
  const limit = (end: number | null) => (end === null ? 'none' : shown(end))
  const at = level === null ? '' : `, ${Math.round(100 * level)} %`
  return `${shown(value)} (${limit(lower)} to ${limit(upper)}${at})`
}

function shown(value: number): string {
  return String(Number(value.toPrecision(3)))
}

function orNone(rows: string[][], header: string[]): string {
  return rows.length === 0 ? notStated : table(header, rows)
}

function table(header: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map(inline).join(' | ')} |`
  return [line(header), `|${header.map(() => ' --- |').join('')}`, ...rows.map(line)].join('\n')
}

function bullets(items: readonly string[]): string {
  return items.map((item) => `- ${inline(item)}`).join('\n')
}

/** What people wrote stays text: no table cell, markup or link comes out of it. */
function inline(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\|`*_[\]<>#~]/g, (character) => `\\${character}`)
    .trim()
}
