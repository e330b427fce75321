import type { ColumnRoles } from './column-roles.ts'
import { resolveRoles } from './column-roles.ts'
import type { Database } from './database.ts'
import type { Dataset } from './dataset.ts'
import { presentText } from './expressions.ts'

/** How rows and encounters of the file as given relate. */
export type EncounterFacts = {
  encounters: number
  /** rows of an encounter beyond its first */
  repeated: number
  rowsWithoutEncounter: number
}

/** Null where no column of encounters is named. */
export async function encounterFacts(
  database: Database,
  dataset: Dataset,
  roles: ColumnRoles,
): Promise<EncounterFacts | null> {
  if (roles.encounter === undefined) return null
  const column = resolveRoles(dataset, roles).get(roles.encounter)!
  const [counts] = await database.ask<{ encounters: number; named: number; rows: number }>(`
    SELECT count(DISTINCT id) AS encounters, count(id) AS named, count(*) AS rows
    FROM (SELECT ${presentText(column)} AS id FROM ${dataset.relation})`)
  const { encounters, named, rows } = counts!
  return { encounters, repeated: named - encounters, rowsWithoutEncounter: rows - named }
}
