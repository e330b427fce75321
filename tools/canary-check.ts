import { createRequire } from 'node:module'
import { join } from 'node:path'
import { runNode, type Verdict } from './check.ts'

type Report = { summary: { violations: { rule: { name: string } }[]; totalCruised: number } }

/**
 * tools/canary breaks every rule of .dependency-cruiser.cjs once. Rules that report nothing there
 * see nothing anywhere: dependency-cruiser passes in silence when it cannot read TypeScript.
 */
export async function checkCanary(
  root: string,
  rules = '.dependency-cruiser.cjs',
): Promise<Verdict> {
  const configuration = join(root, rules)
  const { forbidden } = createRequire(import.meta.url)(configuration) as {
    forbidden: { name: string }[]
  }
  const { output } = await runNode(join(root, 'tools/canary'), [
    join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
    '.',
    `--config=${configuration}`,
    '--output-type=json',
  ])
  const { violations, totalCruised } = (JSON.parse(output) as Report).summary
  const seen = new Set(violations.map(({ rule }) => rule.name))
  const blind = forbidden.map(({ name }) => name).filter((name) => !seen.has(name))
  if (blind.length === 0) return { passed: true, output: `${seen.size} rules, each reported` }
  const files = `${totalCruised} files cruised in tools/canary`
  return { passed: false, output: `these rules reported nothing: ${blind.join(', ')}; ${files}` }
}
