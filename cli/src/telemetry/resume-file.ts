import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises'

/** What was sent of a file already, and of which file to whom: all must fit to go on from it. */
export type Resume = {
  kind: string
  server: string
  system: string
  version: string | null
  mapping: string | null
  size: number
  modified: number
  /** How many rows, from the first, the server has answered for. */
  rows: number
}

export type ResumeSubject = Omit<Resume, 'rows' | 'size' | 'modified'>

export function resumePath(file: string): string {
  return `${file}.primum-resume.json`
}

/** Remembers how far a file was sent, so that an interrupted sending goes on where it stopped. */
export async function openResume(file: string, subject: ResumeSubject) {
  const { size, mtimeMs: modified } = await stat(file)
  const path = resumePath(file)
  const same: Omit<Resume, 'rows'> = { ...subject, size, modified }
  return {
    /** Rows to skip: 0 where nothing was sent, or the file is another one now. */
    read: async (): Promise<number> => {
      const text = await readFile(path, 'utf8').catch(() => null)
      const saved = text === null ? null : parse(text)
      if (saved === null) return 0
      const { rows, ...rest } = saved
      const fits = Object.entries(same).every(([name, value]) => rest[name] === value)
      return fits && Number.isSafeInteger(rows) ? Number(rows) : 0
    },
    save: async (rows: number): Promise<void> => {
      // Written aside and renamed, so that a crash leaves the old file or the new one.
      await writeFile(`${path}.new`, JSON.stringify({ ...same, rows }))
      await rename(`${path}.new`, path)
    },
    remove: () => rm(path, { force: true }),
  }
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : null
  } catch {
    return null
  }
}
