import { beforeAll, describe, expect, test } from 'vitest'
import { lint } from './lint-fixture.ts'

const FEATURE = 'server/src/features/incidents'

function verb(body: string, head = ''): string {
  return `${head}\nexport async function openIncident(ctx, input) {\n${body}\n}\n`
}

const good: Record<string, string> = {
  plain: verb(`
    await ctx.authorize('incidents', 'open')
    const data = parse(request, input)
    return ctx.transaction(async (tx) => {
      const row = await tx.db.insertInto('incidents').values(data).executeTakeFirstOrThrow()
      await appendEntry(tx, { subject: row.id })
      return row
    })`),
  read: verb(`
    await ctx.authorize('incidents', 'read')
    const data = parse(request, input)
    return ctx.db.selectFrom('incidents').where('id', '=', data.id).execute()`),
  'nothing to parse': `export async function openIncident(ctx, id) {
    ctx.authorize('a')
    return ctx.transaction(async (tx) => {
      await tx.db.updateTable('incidents').where('id', '=', id).execute()
      appendEntry(tx, {})
    }) }`,
  'early return before any change': verb(`
    ctx.authorize('a'); const data = parse(request, input)
    return ctx.transaction(async (tx) => {
      const row = await load(tx, data.id)
      if (row.closed) return row
      await tx.db.updateTable('incidents').set({ closed: true }).execute()
      await appendEntry(tx, {})
      return row
    })`),
  'raw sql': verb(`
    ctx.authorize('a'); const data = parse(request, input)
    return ctx.transaction(async (tx) => {
      await sql\`update incidents set closed = \${data.closed}\`.execute(tx.db)
      await appendEntry(tx, {})
    })`),
  'through another verb': verb(
    `ctx.authorize('a'); const data = parse(request, input)
    return ctx.transaction(async (tx) => await openFinding(tx, data))`,
    `import { openFinding } from '../findings/open.ts'`,
  ),
  'through a function of its own': `
    export async function openIncident(ctx, input) {
      ctx.authorize('a'); const data = parse(request, input)
      return ctx.transaction((tx) => change(tx, data))
    }
    async function change(ctx, data) {
      await ctx.db.insertInto('incidents').values(data).execute()
      await appendEntry(ctx, {})
    }`,
  'as the system': verb(`
    ctx.authorize('a'); const data = parse(request, input)
    return ctx.asSystem().transaction(async (tx) => {
      await tx.db.insertInto('incidents').values(data).execute()
      appendEntry(tx, {})
    })`),
  'through its store': verb(
    `ctx.authorize('a'); const data = parse(request, input)
    return ctx.transaction(async (tx) => {
      const row = await insertIncident(tx, data)
      await appendEntry(tx, {})
      return row
    })`,
    `import { insertIncident } from './store.ts'`,
  ),
}

const bad: Record<string, { source: string; says: string }> = {
  'no permission': {
    source: verb(`const data = parse(request, input)
      return ctx.transaction(async (tx) => {
        await tx.db.insertInto('a').execute(); await appendEntry(tx, {})
      })`),
    says: 'no ctx.authorize(',
  },
  'permission inside the transaction only': {
    source: verb(`const data = parse(request, input)
      return ctx.transaction(async (tx) => {
        tx.authorize('a'); await tx.db.insertInto('a').execute(); await appendEntry(tx, {})
      })`),
    says: 'no ctx.authorize(',
  },
  'parse before permission': {
    source: verb(`const data = parse(request, input); ctx.authorize('a')
      return ctx.transaction(async (tx) => {
        await tx.db.insertInto('a').execute(); await appendEntry(tx, {})
      })`),
    says: 'parse( comes before ctx.authorize(',
  },
  'no parse': {
    source: verb(`ctx.authorize('a')
      return ctx.transaction(async (tx) => {
        await tx.db.insertInto('a').values(input).execute(); await appendEntry(tx, {})
      })`),
    says: 'no parse(',
  },
  'no transaction': {
    source: verb(`ctx.authorize('a'); const data = parse(request, input)
      await ctx.db.insertInto('a').values(data).execute(); await appendEntry(ctx, {})`),
    says: 'outside ctx.transaction(',
  },
  'no entry': {
    source: verb(`ctx.authorize('a'); const data = parse(request, input)
      return ctx.transaction(async (tx) => { await tx.db.deleteFrom('a').execute() })`),
    says: 'no appendEntry( after this change',
  },
  'entry first': {
    source: verb(`ctx.authorize('a'); const data = parse(request, input)
      return ctx.transaction(async (tx) => {
        await appendEntry(tx, {}); await tx.db.insertInto('a').execute()
      })`),
    says: 'appendEntry( comes before the change',
  },
  'a branch returns without entry': {
    source: verb(`ctx.authorize('a'); const data = parse(request, input)
      return ctx.transaction(async (tx) => {
        await tx.db.updateTable('a').execute()
        if (data.quiet) return 1
        await appendEntry(tx, {})
      })`),
    says: 'returns after a change without appendEntry(',
  },
  'change escapes the transaction': {
    source: verb(`ctx.authorize('a'); const data = parse(request, input)
      return ctx.transaction(async (tx) => {
        await ctx.db.updateTable('a').execute(); await appendEntry(tx, {})
      })`),
    says: 'escapes the transaction',
  },
  'raw sql escapes the transaction': {
    source: verb(`ctx.authorize('a'); const data = parse(request, input)
      return ctx.transaction(async (tx) => {
        await sql\`insert into a values (\${data.id})\`.execute(ctx.db); await appendEntry(tx, {})
      })`),
    says: 'escapes the transaction',
  },
  'entry escapes the transaction': {
    source: verb(`ctx.authorize('a'); const data = parse(request, input)
      return ctx.transaction(async (tx) => {
        await tx.db.updateTable('a').execute(); appendEntry(ctx, {})
      })`),
    says: 'escapes the transaction',
  },
  "Kysely's own transaction": {
    source: verb(`ctx.authorize('a'); const data = parse(request, input)
      await ctx.db.transaction().execute((db) => db.insertInto('a').values(data).execute())
      appendEntry(ctx, {})`),
    says: 'outside ctx.transaction(',
  },
  'an empty transaction': {
    source: verb(`ctx.authorize('a'); const data = parse(request, input)
      return ctx.transaction(async (tx) => load(tx, data.id))`),
    says: 'neither appendEntry( nor another verb',
  },
  'a change hidden in a function of its own': {
    source: `
      export async function openIncident(ctx, input) {
        ctx.authorize('a'); const data = parse(request, input)
        return ctx.transaction(async (tx) => change(tx, data))
      }
      const change = async (tx, data) => tx.db.insertInto('a').values(data).execute()`,
    says: 'no appendEntry( after this change',
  },
}

const store = {
  'a named change': `export async function updateIncident(tx, id) {
    await tx.db.updateTable('incidents').where('id', '=', id).execute() }`,
  'a hidden change': `export async function loadIncident(tx, id) {
    await tx.db.updateTable('incidents').where('id', '=', id).execute() }`,
}

let found: Record<string, string[]> = {}
const pathOf = (set: string, index: number) => `${FEATURE}-${set}-${index}/open.ts`

beforeAll(async () => {
  const files: Record<string, string> = {}
  Object.values(good).forEach((source, index) => (files[pathOf('good', index)] = source))
  Object.values(bad).forEach(({ source }, index) => (files[pathOf('bad', index)] = source))
  files[`${FEATURE}-a/store.ts`] = store['a named change']
  files[`${FEATURE}-b/store.ts`] = store['a hidden change']
  files[`${FEATURE}-b/routes.ts`] = store['a named change']
  found = await lint(files)
})

describe('write-verb-order accepts', () => {
  test.each(Object.keys(good).map((name, index) => [name, index] as const))('%s', (_, index) => {
    expect(found[pathOf('good', index)]).toBeUndefined()
  })
  test('a change in the store that its name declares', () => {
    expect(found[`${FEATURE}-a/store.ts`]).toBeUndefined()
  })
})

describe('write-verb-order refuses', () => {
  const cases = Object.entries(bad).map(([name, { says }], index) => [name, index, says] as const)
  test.each(cases)('%s', (_, index, says) => {
    const findings = found[pathOf('bad', index)] ?? []
    expect(findings.join('\n')).toContain(says)
    expect(findings.every((finding) => finding.startsWith('write-verb-order: '))).toBe(true)
  })
  test('a change hidden in the store', () => {
    expect(found[`${FEATURE}-b/store.ts`]?.join()).toContain('store.ts changes the database')
  })
  test('a change in the routes', () => {
    expect(found[`${FEATURE}-b/routes.ts`]?.join()).toContain('routes.ts changes the database')
  })
})
