import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { writeCsv } from './csv.ts'
import { computedColumns, csvFields, writeField } from './csv-fields.ts'
import { listAiSystems } from './list-ai-systems.ts'
import type { exportQuery } from './schemas.ts'

/** The filtered inventory as CSV that `import` takes back. */
export async function exportAiSystems(
  ctx: Context,
  query: z.infer<typeof exportQuery>,
): Promise<string> {
  ctx.authorize('ai-systems.read')
  const columns = [...csvFields, ...computedColumns]
  const rows: string[][] = [columns]
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof listAiSystems>> = await listAiSystems(ctx, {
      ...query,
      limit: 200,
      ...(cursor === null ? {} : { cursor }),
    })
    rows.push(...page.items.map((item) => columns.map((column) => writeField(item[column]))))
    cursor = page.nextCursor
  } while (cursor !== null)
  return writeCsv(rows)
}
