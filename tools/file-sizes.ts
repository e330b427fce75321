import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFiles } from './project-files.ts'

const LIMITS = { median: 80, p95: 300, most: 400 }
const CODE = /\.(?:[cm]?[jt]sx?|css|sql|py|R)$/
const EXCEPTED = /\.gen\.ts$|^content\/|^docs\//

type Size = { path: string; lines: number }

/** Rule 8: how long files may be. Answers what is wrong, one line each, and a summary. */
export function checkFileSizes(root: string): { problems: string[]; summary: string } {
  const sizes = projectFiles(root)
    .filter((path) => CODE.test(path) && !EXCEPTED.test(path))
    .map((path) => ({ path, lines: countLines(join(root, path)) }))
    .sort((a, b) => a.lines - b.lines)
  const median = atShare(sizes, 0.5)
  const p95 = atShare(sizes, 0.95)
  const problems = sizes
    .filter(({ lines }) => lines > LIMITS.most)
    .map(({ path, lines }) => `${path} has ${lines} lines, more than ${LIMITS.most}`)
  if (median > LIMITS.median) problems.push(`the median file has ${median} lines, more than 80`)
  if (p95 > LIMITS.p95) problems.push(`one file in twenty has ${p95} lines or more, above 300`)
  const summary = `${sizes.length} files, median ${median}, p95 ${p95}, longest ${sizes.at(-1)?.lines ?? 0}`
  return { problems, summary }
}

function atShare(sorted: Size[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]?.lines ?? 0
}

function countLines(path: string): number {
  const text = readFileSync(path, 'utf8')
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
}
