import { beforeAll, describe, expect, test } from 'vitest'
import { lint } from './lint-fixture.ts'

/** A file is held to one verb when it writes. */
const WRITING = 'async function change(ctx) { await ctx.transaction(() => 1) }'
const VERB = 'export async function open(ctx, input) { return [ctx, input] }\n'
const FEATURES = 'server/src/features'

type Case = { rule: string; name: string; path: string; source: string; findings: number }

const cases: Case[] = [
  ...[
    ['schemas', 'incidents/schemas.ts', 0],
    ['a verb of two words', 'incidents/open-incident.ts', 0],
    ['a test', 'incidents/open.test.ts', 0],
    ['a folder inside', 'incidents/deep/open.ts', 1],
    ['no feature folder', 'open.ts', 1],
    ['camel case', 'incidents/openIncident.ts', 1],
    ['a feature not in kebab-case', 'openIncidents/open.ts', 1],
    ['a service', 'incidents/service.ts', 1],
    ['a component', 'incidents/open.tsx', 1],
  ].map(([name, path, findings]) => ({
    rule: 'feature-file-names',
    name: String(name),
    path: `${FEATURES}/${path}`,
    source: VERB,
    findings: Number(findings),
  })),
  ...[
    ['one verb and types', 'export type A = 1\nexport async function openIncident(ctx) {}', 0],
    ['two verbs', `${VERB}export async function openAgain(ctx, input) {}`, 1],
    ['a constant', 'export const limit = 3', 1],
    ['no export', 'const limit = 3', 1],
    ['another name', 'export async function closeIncident(ctx, input) {}', 1],
    ['a longer word', 'export async function openerOf(ctx, input) {}', 1],
    ['not async', 'export function open(ctx, input) {}', 1],
    ['an id and input', 'export async function open(ctx, id: string, input: unknown) {}', 0],
    ['another context', 'export async function open(context, input) {}', 1],
    ['an unknown body', 'export async function open(ctx, body: unknown) {}', 1],
  ].map(([name, source, findings], index) => ({
    rule: 'one-verb-per-file',
    name: String(name),
    path: `${FEATURES}/verbs-${index}/open.ts`,
    source: `${String(source)}\n${WRITING}`,
    findings: Number(findings),
  })),
  {
    rule: 'one-verb-per-file',
    name: 'a part of its noun, which changes nothing',
    path: `${FEATURES}/verbs-part/rows.ts`,
    source: 'export const limit = 3\nexport function rowsOf(text: string) {}',
    findings: 0,
  },
  ...[
    ['a plain export', 'core/src/barrel/a.ts', 'export const a = 1', 0],
    ['export from', 'core/src/barrel/b.ts', `export { a } from './a.ts'`, 1],
    ['export all', 'core/src/barrel/c.ts', `export * from './a.ts'`, 1],
    ['import, then export', 'core/src/barrel/d.ts', `import { a } from './a.ts'\nexport { a }`, 1],
    ['an index file', 'core/src/barrel/index.ts', 'export const a = 1', 1],
  ].map(([name, path, source, findings]) => ({
    rule: 'no-barrel',
    name: String(name),
    path: String(path),
    source: String(source),
    findings: Number(findings),
  })),
  ...[
    ['a named export', 'export const a = 1', 0],
    ['a default export', 'export default 1', 1],
    ['a default by another name', 'const a = 1\nexport { a as default }', 1],
  ].map(([name, source, findings], index) => ({
    rule: 'no-default-export',
    name: String(name),
    path: `web/src/default/${index}.ts`,
    source: String(source),
    findings: Number(findings),
  })),
  ...[
    ['a concept', 'core/src/risk/data-types.ts', 0],
    ['utils', 'core/src/risk/utils.ts', 1],
    ['helpers for tests', 'server/test/helpers.test.ts', 1],
    ['types', 'web/src/types.ts', 1],
    ['a folder', 'web/src/common/button.ts', 1],
    ['a compound', 'cli/src/date-utils.ts', 1],
  ].map(([name, path, findings]) => ({
    rule: 'no-utils-file',
    name: String(name),
    path: String(path),
    source: 'export const a = 1',
    findings: Number(findings),
  })),
  ...[
    ['a time given', 'export const f = (now) => new Date(now)', 0],
    ['Date.now', 'export const f = () => Date.now()', 1],
    ['new Date()', 'export const f = () => new Date()', 1],
    ['Date()', 'export const f = () => Date()', 1],
    ['Math.random', 'export const f = () => Math.random()', 1],
    ['Math.random by key', `export const f = () => Math['random']()`, 1],
    ['globalThis', 'export const f = () => globalThis.crypto', 1],
  ].map(([name, source, findings], index) => ({
    rule: 'pure-core',
    name: String(name),
    path: `core/src/pure/${index}.ts`,
    source: String(source),
    findings: Number(findings),
  })),
  ...[
    ['a spy', `vi.spyOn(console, 'log')`, 0],
    ['a mocked module', `vi.mock('./a.ts')`, 1],
  ].map(([name, source, findings], index) => ({
    rule: 'no-mocks',
    name: String(name),
    path: `core/src/mocks/${index}.test.ts`,
    source: String(source),
    findings: Number(findings),
  })),
]

let found: Record<string, string[]> = {}

beforeAll(async () => {
  found = await lint(Object.fromEntries(cases.map(({ path, source }) => [path, source])))
})

describe.each([...new Set(cases.map(({ rule }) => rule))])('%s', (rule) => {
  const own = cases.filter((one) => one.rule === rule)
  test.each(own)('$name: $findings', ({ path, findings }) => {
    const ofRule = (found[path] ?? []).filter((text) => text.startsWith(`${rule}: `))
    expect(ofRule).toHaveLength(findings)
  })
})
