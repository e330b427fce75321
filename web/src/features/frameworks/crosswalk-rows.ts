import { label, t } from '../../lib/messages/messages.ts'
import { hasWords } from './has-words.ts'
import { withDays } from './framework-words.ts'
import type { Crosswalk, Framework } from './queries.ts'

type Mapping = Crosswalk['mappings'][number]

/** One line of the comparison; `to` and `basis` are null where no counterpart was found. */
export type CrosswalkRow = {
  key: string
  from: string
  fromTitle: string
  relation: Mapping['relation'] | null
  to: string | null
  toTitle: string
  basis: Mapping['basis'] | null
  rationale: string
  confidence: Mapping['confidence']
  asOf: string
}

/** Mappings and what has no counterpart together, in the reading order of the first framework. */
export function crosswalkRows(
  { mappings, without }: Pick<Crosswalk, 'mappings' | 'without'>,
  from: Pick<Framework, 'requirements'>,
  to: Pick<Framework, 'requirements'>,
): CrosswalkRow[] {
  const titles = titlesOf(from, to)
  const order = new Map(from.requirements.map(({ id }, index) => [id, index]))
  const none = { relation: null, to: null, basis: null }
  return [...mappings, ...without.map((each) => ({ ...each, ...none }))]
    .map(({ from: id, to: other, relation, basis, rationale, confidence, asOf }) => ({
      ...{ key: `${id} ${other ?? ''}`, from: id, fromTitle: titles.get(id) ?? '' },
      ...{ relation, to: other, toTitle: titles.get(other ?? '') ?? '' },
      ...{ basis, rationale: withDays(rationale), confidence, asOf },
    }))
    .toSorted((a, b) => (order.get(a.from) ?? 0) - (order.get(b.from) ?? 0))
}

/** How the first requirement lies to the second, so that both read as one sentence. */
export function relationWords({ relation }: Pick<CrosswalkRow, 'relation'>): string {
  return relation === null ? t('crosswalk.without') : t(`relation.${relation}`)
}

export function filterRows(rows: readonly CrosswalkRow[], words: string): CrosswalkRow[] {
  return rows.filter((row) =>
    hasWords(
      [
        ...[row.from, row.fromTitle, relationWords(row), row.to, row.toTitle, row.rationale],
        row.basis === null ? null : label('mappingBasis', row.basis),
      ],
      words,
    ),
  )
}

export type DistantRow = {
  key: string
  from: string
  fromTitle: string
  to: string
  toTitle: string
  through: string[]
}

/** Pairs that nobody mapped, with the titles that are known here. */
export function distantRows(
  { distant }: Pick<Crosswalk, 'distant'>,
  from: Pick<Framework, 'requirements'>,
  to: Pick<Framework, 'requirements'>,
): DistantRow[] {
  const titles = titlesOf(from, to)
  return distant.map((pair) => ({
    ...pair,
    key: `${pair.from} ${pair.to}`,
    fromTitle: titles.get(pair.from) ?? '',
    toTitle: titles.get(pair.to) ?? '',
  }))
}

export function filterDistant(rows: readonly DistantRow[], words: string): DistantRow[] {
  return rows.filter(({ from, fromTitle, to, toTitle, through }) =>
    hasWords([from, fromTitle, to, toTitle, ...through], words),
  )
}

function titlesOf(...frameworks: Pick<Framework, 'requirements'>[]): Map<string, string> {
  return new Map(
    frameworks.flatMap(({ requirements }) =>
      requirements.map(({ id, title }) => [id, withDays(title)] as const),
    ),
  )
}
