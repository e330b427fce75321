import { existsSync, globSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkCanary } from './canary-check.ts'
import { type Check, runNode } from './check.ts'
import { checkFileSizes } from './file-sizes.ts'

const TSCONFIGS = [
  'server/tsconfig.json',
  'web/tsconfig.json',
  'core/tsconfig.test.json',
  'cli/tsconfig.json',
  'engine/tsconfig.json',
  'tsconfig.json',
  'core/tsconfig.json',
  'client/tsconfig.json',
  'web/tsconfig.e2e.json',
]
const LAYERS = [
  'core',
  'content',
  'engine',
  'server',
  'client',
  'web',
  'cli',
  'examples',
  'bench',
  'tools',
]

/** Every check of the house on the project at `root`, the slow ones first. */
export function checksOf(root: string): Check[] {
  const bin = (path: string) => join(root, 'node_modules', path)
  const node = (name: string, args: string[]): Check => ({ name, run: () => runNode(root, args) })
  const layers = LAYERS.filter((folder) => existsSync(join(root, folder)))
  return [
    ...TSCONFIGS.map((path) => typeCheck(root, path)),
    node('knip', [bin('knip/bin/knip.js'), '--no-progress']),
    node('dependency-cruiser', [
      bin('dependency-cruiser/bin/dependency-cruiser.mjs'),
      ...layers,
      '--output-type=err-long',
    ]),
    { name: 'dependency-cruiser sees the canary', run: () => checkCanary(root) },
    node('oxlint', [bin('oxlint/bin/oxlint'), '--deny-warnings', '--format=unix']),
    node('oxfmt', [bin('oxfmt/bin/oxfmt'), '--check']),
    {
      name: 'file sizes',
      run: async () => {
        const { problems, summary } = checkFileSizes(root)
        return { passed: problems.length === 0, output: [...problems, summary].join('\n') }
      },
    },
  ]
}

function typeCheck(root: string, path: string): Check {
  const [folder, part] = path.split(/\/?tsconfig\.?/)
  const name = ['tsc', folder || 'tools', part?.replace(/\.?json$/, '')].filter(Boolean).join(' ')
  return {
    name,
    async run() {
      if (!hasFiles(root, path)) return { passed: true, output: 'no files yet' }
      const cache = join(root, 'node_modules/.cache/primum')
      mkdirSync(cache, { recursive: true })
      const info = join(cache, `${path.replaceAll('/', '-')}.tsbuildinfo`)
      const tsc = join(root, 'node_modules/typescript/bin/tsc')
      const args = ['-p', path, '--pretty', 'false', '--incremental', '--tsBuildInfoFile', info]
      return runNode(root, [tsc, ...args])
    },
  }
}

/** tsc refuses a configuration that includes nothing; a workspace may be empty, its config not. */
function hasFiles(root: string, path: string): boolean {
  const config = JSON.parse(readFileSync(join(root, path), 'utf8')) as Record<string, string[]>
  const patterns = config.include ?? []
  const exclude = (config.exclude ?? []).flatMap((pattern) => [pattern, `${pattern}/**`])
  return patterns.some((pattern) => {
    const glob = /[*.]/.test(pattern) ? pattern : `${pattern}/**/*.{ts,tsx}`
    return globSync(glob, { cwd: join(root, path, '..'), exclude }).length > 0
  })
}
