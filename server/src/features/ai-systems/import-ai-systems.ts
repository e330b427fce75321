import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { PrimumError } from '../../errors.ts'
import { parse } from '../../parse.ts'
import { checkImport } from './check-import.ts'
import type { ImportRow } from './check-import.ts'
import { registerAiSystem } from './register-ai-system.ts'
import { importBody } from './schemas.ts'
import type { importQuery, importReport } from './schemas.ts'

type Report = z.infer<typeof importReport>

const namedErrors = 100

/**
 * Registers the systems of a CSV file, all or none, each with its own ledger entry. The preview
 * writes nothing and says of every row what stands against it.
 */
export async function importAiSystems(
  ctx: Context,
  { preview }: z.infer<typeof importQuery>,
  input: unknown,
): Promise<Report> {
  ctx.authorize('ai-systems.register')
  const text = parse(importBody, input, { text: 'read later' })
  if (preview) return report(await checkImport(ctx, text), 0)
  return ctx.transaction(async (tx) => {
    const rows = await checkImport(tx, text)
    refuseInvalid(rows)
    for (const row of rows) await registerAiSystem(tx, row.input)
    return report(rows, rows.length)
  })
}

function refuseInvalid(rows: ImportRow[]): void {
  const fields = rows.flatMap(({ row, errors }) => errors.map((error) => ({ row, ...error })))
  if (fields.length === 0) return
  const bad = rows.filter(({ errors }) => errors.length > 0).length
  const message = `${bad} of ${rows.length} rows cannot be imported; nothing was imported.`
  throw new PrimumError('invalid', message, { fields: fields.slice(0, namedErrors) })
}

function report(rows: ImportRow[], imported: number): Report {
  const valid = rows.filter(({ errors }) => errors.length === 0).length
  return {
    rows: rows.map(({ row, reference, errors }) => ({
      row,
      reference,
      ok: errors.length === 0,
      errors,
    })),
    valid,
    invalid: rows.length - valid,
    imported,
  }
}
