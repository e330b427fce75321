import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const SKIPPED = new Set(['node_modules', 'dist', 'data', 'coverage'])

/**
 * The project's own files under a folder, as paths from `root`, sorted. It walks the tree rather
 * than asking git, so that a downloaded archive is checked like a clone.
 */
export function projectFiles(root: string, folder = ''): string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true })
  return entries
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory()) {
        // `data` is the run-time folder at the root only; deeper it may be a noun.
        const skipped = SKIPPED.has(entry.name) && (entry.name !== 'data' || folder === '')
        return skipped || entry.name.startsWith('.') ? [] : projectFiles(root, path)
      }
      return entry.isFile() ? [path] : []
    })
    .sort()
}
