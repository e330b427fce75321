import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const root = new URL('../../', import.meta.url).pathname

/** Pages that reasons, notifications and the worklist send people to, as the sources spell them. */
function pagesNamed(): Map<string, string> {
  const files = ['core/src/**/*.ts', 'server/src/**/*.ts'].flatMap((glob) =>
    globSync(glob, { cwd: root }),
  )
  const named = new Map<string, string>()
  for (const file of files) {
    if (file.endsWith('.test.ts') || file.endsWith('routes.ts')) continue
    const text = readFileSync(`${root}${file}`, 'utf8')
    for (const [, page] of text.matchAll(/\/ai-systems\/(?:\{id\}|\$\{[^}]+\})\/([a-z-]+)/g))
      named.set(page!, file)
    for (const [, page] of text.matchAll(/\$\{base\}\/([a-z-]+)/g)) named.set(page!, file)
  }
  return named
}

describe('every page that the server sends people to', () => {
  test('is a page of the web app', () => {
    const routes = readFileSync(`${root}web/src/routes.tsx`, 'utf8')
    const named = pagesNamed()
    expect(named.size).toBeGreaterThan(3)
    const missing = [...named].filter(([page]) => !routes.includes(`'${page}'`))
    expect(missing).toEqual([])
  })
})
