import type { Selectable } from 'kysely'
import type { Framework } from '@primum/core/frameworks/framework'
import { countStatement, statementProblems } from '@primum/core/statements/statement'
import type { StatementLine } from '@primum/core/statements/statement'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import type { Statements } from '../../db/schema.gen.ts'
import { notFound } from '../../errors.ts'
import type { ActorStamp } from '../../ledger/actor-stamp.ts'
import { libraryOf } from '../content-packs/library-of.ts'
import { readCoverage } from '../controls/read-coverage.ts'
import type { statement, statementLine, statementSummary } from './schemas.ts'

export type Statement = z.infer<typeof statement>
export type Line = z.infer<typeof statementLine>

export function toSummary(row: Selectable<Statements>): z.infer<typeof statementSummary> {
  return {
    id: row.id,
    framework: row.framework,
    number: row.number,
    createdAt: row.created_at.toISOString(),
    createdBy: (row.created_by as unknown as ActorStamp).name,
    signedAt: row.signed_at?.toISOString() ?? null,
    digest: row.digest,
  }
}

export async function findStatement(ctx: Context, id: string): Promise<Selectable<Statements>> {
  const row = await ctx.db
    .selectFrom('statements')
    .selectAll()
    .where('id', '=', id)
    .where('organization_id', '=', ctx.organizationId)
    .executeTakeFirst()
  if (row === undefined) throw notFound('statement', id)
  return row
}

/** The controls that a statement of applicability is about, in the order of the standard. */
export async function controlsOf(ctx: Context, framework: string) {
  const { frameworks } = await libraryOf(ctx)
  const found: Framework | undefined = frameworks.get(framework)
  if (found === undefined) throw notFound('framework', framework)
  const titles = new Map(found.requirements.map(({ id, title }) => [id, title]))
  return found.requirements
    .filter(({ kind, role }) => kind === 'control' && role === 'requirement')
    .map(({ id, title, parent }) => ({ id, title, area: titles.get(parent ?? '') ?? null }))
}

/** A draft as it stands now, its states computed; what was signed as it was signed. */
export async function loadStatement(ctx: Context, id: string): Promise<Statement> {
  const row = await findStatement(ctx, id)
  const controls = await controlsOf(ctx, row.framework)
  const lines =
    row.signed === null
      ? await draftLines(ctx, row, controls)
      : (row.signed as unknown as { lines: Line[] }).lines
  const judged = lines.map(asJudged)
  return {
    ...toSummary(row),
    lines,
    counts: countStatement(judged),
    problems:
      row.signed === null
        ? statementProblems(judged, controls).map(({ code, message }) => ({ code, message }))
        : [],
  }
}

export function asJudged(line: Line): StatementLine {
  const { requirementId, title, applicable, justification, owner, state, reason } = line
  return {
    ...{ requirementId, title, applicable, justification },
    ownerNamed: owner !== null,
    coverage: { state, reason },
  }
}

async function draftLines(
  ctx: Context,
  row: Selectable<Statements>,
  controls: Awaited<ReturnType<typeof controlsOf>>,
): Promise<Line[]> {
  const items = await ctx.db
    .selectFrom('statement_items')
    .leftJoin('members', 'members.id', 'statement_items.owner_id')
    .leftJoin('user', 'user.id', 'members.user_id')
    .select(['requirement_id', 'applicable', 'justification', 'owner_id', 'revision'])
    .select(['carried_from', 'decided_by', 'decided_at', 'user.name as owner_name'])
    .where('statement_id', '=', row.id)
    .execute()
  const byId = new Map(items.map((item) => [item.requirement_id, item]))
  const excluded = (id: string) => {
    const item = byId.get(id)
    return item?.applicable === false ? item.justification : null
  }
  const covered = await readCoverage(ctx, row.framework, excluded)
  const coverage = new Map(covered.items.map((each) => [each.requirement.id, each]))
  return controls.map(({ id, title, area }): Line => {
    const item = byId.get(id)
    const found = coverage.get(id)
    return {
      ...{ requirementId: id, title, area },
      applicable: item?.applicable ?? null,
      justification: item?.justification ?? '',
      owner: item?.owner_id ? { id: item.owner_id, name: item.owner_name ?? '' } : null,
      revision: item?.revision ?? 0,
      carriedFrom: item?.carried_from ?? null,
      decidedBy: item === undefined ? null : (item.decided_by as unknown as ActorStamp).name,
      decidedAt: item?.decided_at.toISOString() ?? null,
      state: found?.state ?? 'open',
      reason: found?.reason ?? '',
      controls: (found?.contributions ?? []).map(({ control }) => ({
        ...{ id: control.id, reference: control.reference, title: control.title },
      })),
    }
  })
}
