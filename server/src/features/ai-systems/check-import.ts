import type { Context } from '../../context.ts'
import { PrimumError } from '../../errors.ts'
import type { FieldError } from '../../errors.ts'
import { readCsv } from './csv.ts'
import { computedColumns, csvFields, readField, remedyFor, requiredFields } from './csv-fields.ts'
import type { AiSystemFieldName } from './fields.ts'
import { registerAiSystemRequest } from './schemas.ts'

export type ImportRow = {
  row: number
  reference: string | null
  input: Record<string, unknown>
  errors: { path: string; message: string; remedy?: string }[]
}

const maximumRows = 5000

/**
 * Reads a file of AI systems and says of each row what is wrong with which field. A header that
 * does not fit refuses the whole file, because no row of it can be trusted.
 */
export async function checkImport(ctx: Context, text: string): Promise<ImportRow[]> {
  const { header, rows } = readCsv(text)
  const wrong = headerErrors(header)
  if (wrong.length > 0) {
    const message = wrong.map((error) => error.message).join(' ')
    throw new PrimumError('invalid', message, { fields: wrong })
  }
  if (rows.length === 0) {
    const error = { path: 'body', message: 'The file has no row below its header.' }
    throw new PrimumError('invalid', error.message, { fields: [error] })
  }
  if (rows.length > maximumRows) {
    const message = `${rows.length} rows are more than the ${maximumRows} of one import.`
    throw new PrimumError('limit-exceeded', message, {
      reasons: [{ code: 'too-many-rows', message, remedy: 'Split the file.' }],
    })
  }
  const checked = rows.map((cells, index) => checkRow(header, cells, index + 1))
  markRepeated(checked)
  await markTaken(ctx, checked)
  await markUnknownSites(ctx, checked)
  return checked
}

function headerErrors(header: string[]): FieldError[] {
  const known: readonly string[] = [...csvFields, ...computedColumns]
  const errors: FieldError[] = []
  for (const [index, name] of header.entries()) {
    const path = name === '' ? `column ${index + 1}` : name
    if (header.indexOf(name) !== index) {
      errors.push({ path, message: `The column ${path} stands there twice.`, remedy: 'Keep one.' })
    } else if (!known.includes(name)) {
      const plain = (text: string) => text.toLowerCase().replaceAll(/[^a-z]/g, '')
      const meant = known.find((field) => plain(field) === plain(name))
      const remedy =
        meant === undefined
          ? `Remove it, or name it one of: ${csvFields.join(', ')}.`
          : `Name it ${meant}.`
      errors.push({ path, message: `The column ${path} is not known.`, remedy })
    }
  }
  for (const field of requiredFields.filter((name) => !header.includes(name))) {
    const message = `The column ${field} is missing.`
    errors.push({ path: field, message, remedy: 'Add it, with a value in every row.' })
  }
  return errors
}

function checkRow(header: string[], cells: string[], row: number): ImportRow {
  const input: Record<string, unknown> = {}
  for (const name of csvFields) {
    const value = readField(name, cells[header.indexOf(name)] ?? '')
    if (value !== undefined) input[name] = value
  }
  const errors: ImportRow['errors'] = []
  if (cells.length !== header.length) {
    errors.push({
      path: 'row',
      message: `It has ${cells.length} cells, the header has ${header.length}.`,
      remedy: 'Put text with commas or line breaks into double quotes.',
    })
  }
  const parsed = registerAiSystemRequest.safeParse(input)
  for (const issue of parsed.error?.issues ?? []) {
    const name = String(issue.path[0]) as AiSystemFieldName
    const absent = input[name] === undefined
    const message = absent ? 'It is empty, and it is required.' : issue.message
    errors.push({ path: issue.path.join('.'), message, remedy: remedyFor(name) })
  }
  const { reference } = input
  return { row, reference: typeof reference === 'string' ? reference : null, input, errors }
}

function markRepeated(rows: ImportRow[]): void {
  const first = new Map<string, number>()
  for (const each of rows) {
    if (each.reference === null) continue
    const earlier = first.get(each.reference)
    if (earlier === undefined) first.set(each.reference, each.row)
    else {
      each.errors.push({
        path: 'reference',
        message: `Row ${earlier} has the same reference.`,
        remedy: 'Give each system a reference of its own.',
      })
    }
  }
}

async function markTaken(ctx: Context, rows: ImportRow[]): Promise<void> {
  const registered = await ctx.db
    .selectFrom('ai_systems')
    .select('reference')
    .where('organization_id', '=', ctx.organizationId)
    .execute()
  const taken = new Set(registered.map(({ reference }) => reference))
  for (const each of rows) {
    if (each.reference === null || !taken.has(each.reference)) continue
    each.errors.push({
      path: 'reference',
      message: `A system with the reference ${each.reference} is registered already.`,
      remedy: 'Remove the row, or choose another reference.',
    })
  }
}

async function markUnknownSites(ctx: Context, rows: ImportRow[]): Promise<void> {
  const sites = await ctx.db
    .selectFrom('sites')
    .select('code')
    .where('organization_id', '=', ctx.organizationId)
    .execute()
  const known = new Set(sites.map(({ code }) => code))
  for (const each of rows) {
    const codes = Array.isArray(each.input['siteCodes']) ? each.input['siteCodes'] : []
    for (const code of codes.filter((wanted) => !known.has(String(wanted)))) {
      each.errors.push({
        path: 'siteCodes',
        message: `There is no site with the code ${String(code)}.`,
        remedy: known.size === 0 ? 'Add the site first.' : `Use one of: ${[...known].join(', ')}.`,
      })
    }
  }
}
