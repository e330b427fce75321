import type { Label } from '@primum/core/monitoring/profile'
import { unknownValue } from '@primum/core/monitoring/segment'
import type { ClickHouse } from './clickhouse-connection.ts'
import { dayNumber, dayOf } from './clickhouse-lines.ts'
import { listLiteral, textLiteral, wholeLiteral } from './clickhouse-literals.ts'
import { bitsOf, binExpression, scoreOf } from './clickhouse-scores.ts'
import { readSettled } from './clickhouse-outbox.ts'
import { tableNames } from './clickhouse-tables.ts'
import { drawLowest } from './draw-lowest.ts'
import type {
  DrawQuestion,
  LabelledQuestion,
  PairQuestion,
  ScoreQuestion,
  TelemetryRows,
  TelemetryScope,
} from './port.ts'

/**
 * What is counted from the rows in ClickHouse, in the SQL that servers of 2018 and of today share:
 * groups and counts, no windows, no joins, no parameters, no FINAL. All sums are made here.
 */
export function clickHouseCounts(
  clickHouse: ClickHouse,
): Pick<
  TelemetryRows,
  'daysOf' | 'rowsOfDay' | 'countScores' | 'labelledScores' | 'scoredPairs' | 'drawPredictions'
> {
  const { predictions, encounters, rows: stored } = tableNames(clickHouse.layout)
  const ask = <Row>(ctx: TelemetryScope, aiSystemId: string, sql: string) =>
    readSettled(ctx, aiSystemId, clickHouse, () => clickHouse.query<Row>(sql))
  return {
    daysOf: async (ctx, aiSystemId, versionId) => {
      const rows = await ask<{ day: number; n: string; labelled: string }>(
        ctx,
        aiSystemId,
        `SELECT day, count() AS n, countIf(newest >= 0) AS labelled
        FROM ${predictions} WHERE ${ofVersion(ctx, { aiSystemId, versionId })}
        GROUP BY day ORDER BY day`,
      )
      return rows.map(({ day, n, labelled }) => ({
        day: dayOf(day),
        predictions: Number(n),
        labelled: Number(labelled),
      }))
    },
    rowsOfDay: async (ctx, aiSystemId, versionId, day) => {
      const rows = await ask<Cell & { content: string }>(
        ctx,
        aiSystemId,
        `SELECT bits, newest, place, names, vals, content
        FROM ${predictions} WHERE ${ofVersion(ctx, { aiSystemId, versionId, from: day, to: day })}`,
      )
      return rows.map((row) => ({ ...readCell(row), features: JSON.parse(row.content) }))
    },
    countScores: async (ctx, question) => {
      const sql = scoresQuery(ctx, predictions, question)
      const rows = await ask<CountedCell>(ctx, question.aiSystemId, sql)
      return rows.map(({ day, attribute, value, bin, newest, n }) => ({
        day: dayOf(day),
        ...{ attribute, value, bin },
        label: readLabel(newest),
        count: Number(n),
      }))
    },
    labelledScores: async (ctx, question) => {
      const rows = await ask<Cell & { n: string }>(
        ctx,
        question.aiSystemId,
        labelledQuery(ctx, predictions, question),
      )
      return rows.map((row) => ({ ...readCell(row), count: Number(row.n) }))
    },
    scoredPairs: async (ctx, question) => {
      const rows = await ask<{ a: string; b: string; known: number }>(
        ctx,
        question.aiSystemId,
        pairsQuery(ctx, encounters, question),
      )
      return rows.map(({ a, b, known }) => ({
        ...{ a: scoreOf(a), b: scoreOf(b) },
        label: readLabel(known),
      }))
    },
    drawPredictions: async (ctx, question) => {
      const rows = await drawLowest(question.limit, (upTo) =>
        ask<{ spot: string; time: string; person: string; content: string }>(
          ctx,
          question.aiSystemId,
          drawQuery(ctx, stored, question, upTo),
        ),
      )
      return rows.map(({ spot, time, person, content }) => ({
        ...{ position: Number(spot), turn: Number(time) },
        patient: person === '' ? null : person,
        features: JSON.parse(content),
      }))
    },
  }
}

type Cell = { bits: string; newest: number; place: string; names: string[]; vals: string[] }

type CountedCell = {
  day: number
  attribute: string
  value: string
  bin: number
  newest: number
  n: string
}

function readCell({ bits, newest, place, names, vals }: Cell) {
  return {
    score: scoreOf(bits),
    label: readLabel(newest),
    site: place === '' ? null : place,
    groups: Object.fromEntries(names.map((name, index) => [name, vals[index]!])),
  }
}

function readLabel(newest: number): Label {
  return newest === 1 ? 1 : newest === 0 ? 0 : null
}

type Span = { aiSystemId: string; versionId: string; from?: string; to?: string }

function ofVersion(ctx: TelemetryScope, { versionId, ...span }: Span): string {
  return ofVersions(ctx, { versionIds: [versionId], ...span })
}

function ofVersions(
  ctx: TelemetryScope,
  { aiSystemId, versionIds, from, to }: Omit<Span, 'versionId'> & { versionIds: string[] },
): string {
  const parts = [
    `organization_id = ${textLiteral(ctx.organizationId)}`,
    `ai_system_id = ${textLiteral(aiSystemId)}`,
    `version_id IN (${versionIds.map(textLiteral).join(', ')})`,
  ]
  if (from !== undefined) parts.push(`day >= ${wholeLiteral(dayNumber(from))}`)
  if (to !== undefined) parts.push(`day <= ${wholeLiteral(dayNumber(to))}`)
  return parts.join(' AND ')
}

/** The segments of a row stand in two lists side by side, which the join unfolds into rows. */
function scoresQuery(ctx: TelemetryScope, predictions: string, question: ScoreQuestion): string {
  const { attributes, edges } = question
  const unknown = (value: string) => `if(${value} = '', ${textLiteral(unknownValue)}, ${value})`
  const valueOf = (name: string) =>
    unknown(name === 'site' ? 'place' : `vals[indexOf(names, ${textLiteral(name)})]`)
  const names = ['', ...attributes].map(textLiteral)
  const values = [textLiteral(''), ...attributes.map(valueOf)]
  const siteToo = !attributes.includes('site')
  if (siteToo) {
    names.push(textLiteral('site'))
    values.push('place')
  }
  // Servers of 2018 do not read a column that only a lambda names: so it is named here as well.
  return `SELECT day, attribute, value, ${binExpression(edges)} AS bin, newest, count() AS n
    FROM ${predictions}
    ARRAY JOIN ${listLiteral(names)} AS attribute, ${listLiteral(values)} AS value
    WHERE ${ofVersion(ctx, question)} AND bits <= ${wholeLiteral(bitsOf(1))}
      ${siteToo ? "AND NOT (attribute = 'site' AND value = '')" : ''}
    GROUP BY day, attribute, value, bin, newest`
}

function labelledQuery(
  ctx: TelemetryScope,
  predictions: string,
  question: LabelledQuestion,
): string {
  return `SELECT bits, newest, place, names, vals, count() AS n
    FROM ${predictions}
    WHERE ${ofVersion(ctx, question)} ${question.onlyLabelled ? 'AND newest >= 0' : ''}
    GROUP BY bits, newest, place, names, vals
    LIMIT ${wholeLiteral(question.limit)}`
}

/**
 * Pairs without a join: the predictions of a patient and moment may lie on different shards, so
 * their groups are brought together where the question is asked.
 */
function pairsQuery(ctx: TelemetryScope, encounters: string, question: PairQuestion): string {
  const [isOne, isTwo] = question.versionIds.map((id) => `version_id = ${textLiteral(id)}`)
  return `SELECT argMin(one, instant) AS a, argMin(two, instant) AS b,
      argMin(outcome, instant) AS known
    FROM (
      SELECT person, instant,
        argMinIf(bits, id, ${isOne}) AS one, argMinIf(bits, id, ${isTwo}) AS two,
        greatest(argMinIf(newest, id, ${isOne}), argMinIf(newest, id, ${isTwo})) AS outcome
      FROM ${encounters}
      WHERE ${ofVersions(ctx, question)} AND person != ''
      GROUP BY person, instant
      HAVING countIf(${isOne}) > 0 AND countIf(${isTwo}) > 0
    )
    GROUP BY person
    ${question.onlyLabelled ? 'HAVING known >= 0' : ''}
    LIMIT ${wholeLiteral(question.limit)}`
}

/**
 * From the table itself, as no view has both the patient and the features; any of a prediction's rows
 * of revision 0 says the same.
 */
function drawQuery(
  ctx: TelemetryScope,
  stored: string,
  question: DrawQuestion,
  upTo: number,
): string {
  const hash = (text: string) => `bitShiftRight(cityHash64(${text}), 11)`
  const position = hash("if(patient = '', id, concat('patient ', patient))")
  return `SELECT min(turn) AS time, person, argMin(one, turn) AS content, min(place) AS spot
    FROM (
      SELECT id, ${hash('id')} AS turn, any(patient) AS person, if(person = '', id, '') AS alone,
        any(features) AS one, any(${position}) AS place
      FROM ${stored}
      WHERE ${ofVersion(ctx, question)} AND revision = 0
        AND ${position} <= ${wholeLiteral(upTo)}
      GROUP BY id
    )
    GROUP BY person, alone
    ORDER BY spot, time LIMIT ${wholeLiteral(question.limit)}`
}
