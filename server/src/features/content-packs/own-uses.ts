import { sql } from 'kysely'
import type { Context } from '../../context.ts'

const mostNamed = 5

/** What speaks about a framework, in words; empty where nothing does. Signed and closed records count. */
export async function usesOf(ctx: Context, framework: string): Promise<string[]> {
  const isOf = (column: string) => sql<boolean>`starts_with(${sql.ref(column)}, ${`${framework}:`})`
  const { db, organizationId } = ctx
  const controls = await db
    .selectFrom('control_requirements')
    .innerJoin('controls', 'controls.id', 'control_requirements.control_id')
    .select('reference as name')
    .distinct()
    .where('control_requirements.organization_id', '=', organizationId)
    .where(isOf('requirement_id'))
    .orderBy('name')
    .execute()
  const evidence = await db
    .selectFrom('evidence_links')
    .innerJoin('evidence', 'evidence.id', 'evidence_links.evidence_id')
    .select('title as name')
    .distinct()
    .where('evidence_links.organization_id', '=', organizationId)
    .where('target_type', 'in', ['requirement', 'obligation'])
    .where(isOf('target_id'))
    .orderBy('name')
    .execute()
  const requests = await db
    .selectFrom('evidence_requests')
    .select('title as name')
    .where('organization_id', '=', organizationId)
    .where('state', '=', 'open')
    .where('target_type', 'in', ['requirement', 'obligation'])
    .where(isOf('target_id'))
    .orderBy('name')
    .execute()
  const statements = await db
    .selectFrom('statements')
    .select(sql<string>`'no. ' || number`.as('name'))
    .where('organization_id', '=', organizationId)
    .where('framework', '=', framework)
    .orderBy('number')
    .execute()
  const gaps = await db
    .selectFrom('gap_assessments')
    .select(sql<string>`'no. ' || number`.as('name'))
    .where('organization_id', '=', organizationId)
    .where('framework', '=', framework)
    .orderBy('number')
    .execute()
  const duties = await db
    .selectFrom('duties')
    .innerJoin('ai_systems', 'ai_systems.id', 'duties.ai_system_id')
    .select(sql<string>`requirement_id || ' of ' || reference`.as('name'))
    .where('duties.organization_id', '=', organizationId)
    .where(isOf('requirement_id'))
    .where('duties.state', 'not in', ['ended', 'exempt'])
    .orderBy('name')
    .execute()
  const adopted = await db
    .selectFrom('adopted_mappings')
    .select(sql<string>`from_id || ' to ' || to_id`.as('name'))
    .where('organization_id', '=', organizationId)
    .where((eb) => eb.or([isOf('from_id'), isOf('to_id')]))
    .orderBy('name')
    .execute()
  return [
    ...named('controls', controls),
    ...named('evidence', evidence),
    ...named('requests for evidence', requests),
    ...named('statements of applicability', statements),
    ...named('gap assessments', gaps),
    ...named('duties', duties),
    ...named('adopted mappings', adopted),
  ]
}

function named(noun: string, rows: readonly { name: string }[]): string[] {
  if (rows.length === 0) return []
  const more = rows.length > mostNamed ? ` and ${rows.length - mostNamed} more` : ''
  const names = rows.slice(0, mostNamed).map(({ name }) => name)
  return [`${noun}: ${names.join(', ')}${more}`]
}
