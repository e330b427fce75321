import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { finished } from 'node:stream/promises'
import type { Context } from '../context.ts'

// Declared names begin with a letter, so no group can have one of these.
const score = '_score'
const label = '_label'
const day = '_predicted_on'

/** The roles of what `writeSilentRows` writes. */
export function silentRoles(groups: readonly string[]) {
  return { score, label, time: day, groups: [...groups], features: [] }
}

/**
 * Live predictions of a version as a file like one that is handed over: a line each, without ids,
 * patients or features. A day at a time, so that memory does not grow with the days.
 */
export async function writeSilentRows(
  ctx: Context,
  path: string,
  asked: {
    aiSystemId: string
    versionId: string
    from: string
    to: string
    groups: readonly string[]
    absenceIsNegative: boolean
    signal: AbortSignal
  },
): Promise<number> {
  const { telemetry } = ctx.services
  const { aiSystemId, versionId, groups } = asked
  const days = (await telemetry.daysOf(ctx, aiSystemId, versionId))
    .map((each) => each.day)
    .filter((each) => each >= asked.from && each <= asked.to)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const file = createWriteStream(path, { flags: 'w', mode: 0o600 })
  let rows = 0
  let whole = false
  try {
    for (const each of days.toSorted()) {
      asked.signal.throwIfAborted()
      const found = await telemetry.rowsOfDay(ctx, aiSystemId, versionId, each)
      const lines = found.map((row) => {
        const valueOf = (name: string) => (name === 'site' ? row.site : (row.groups[name] ?? null))
        const known = row.label ?? (asked.absenceIsNegative ? 0 : null)
        return JSON.stringify({
          [score]: row.score,
          [label]: known,
          [day]: `${each}T00:00:00Z`,
          ...Object.fromEntries(groups.map((name) => [name, valueOf(name)])),
        })
      })
      rows += lines.length
      if (lines.length > 0 && !file.write(`${lines.join('\n')}\n`)) await once(file, 'drain')
    }
    whole = true
  } finally {
    file.end()
    await finished(file)
    if (!whole) await rm(path, { force: true })
  }
  return rows
}
