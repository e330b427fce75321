import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { InjectOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer } from './harness.ts'
import type { TestServer } from './harness.ts'

/*
 * Follows docs/guides/your-first-ai-system.md: makes each of its requests in order, on a server that
 * nobody has set up yet, and compares each answer with what the guide says. The rules:
 *
 * - A block ```http as <person> is one request: method and path, headers, an empty line, the body
 *   as JSON or as @file, then → and the status, then what the answer holds at least, as JSON.
 * - {name} in a request is a value known from an earlier answer; {token} is that of the set-up link.
 * - "{name}" in an answer must be that value; a new name takes the value it meets, outside of lists.
 * - A list in an answer holds at least the entries that the guide names; [] says that it is empty.
 * - Each person keeps the cookies they were given. The one ```js block makes the files.
 */
const path = 'docs/guides/your-first-ai-system.md'
const guide = readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

type Step = {
  title: string
  person: string
  method: string
  url: string
  headers: Record<string, string>
  body: string
  status: number
  answer: unknown
}

function blocks(opening: RegExp): { head: string; text: string; line: number }[] {
  const fences = guide.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)
  return [...fences]
    .filter(([, head]) => opening.test(head ?? ''))
    .map(({ 1: head = '', 2: text = '', index }) => ({
      head,
      text,
      line: guide.slice(0, index).split('\n').length,
    }))
}

function readStep({ head, text, line }: ReturnType<typeof blocks>[number]): Step {
  const person = /^http as (.+)$/.exec(head)?.[1]
  const [request = '', response, ...more] = text.split(/^→ /m)
  const [opening = '', ...bodies] = request.trim().split('\n\n')
  const [first = '', ...headerLines] = opening.split('\n')
  const [, method, url] = /^(GET|POST|PUT|PATCH|DELETE) (\/api\/\S+)$/.exec(first) ?? []
  const [, status, answer = ''] = /^(\d{3})\n([\s\S]*)$/.exec(response ?? '') ?? []
  if (!person || !method || !url || !status || more.length > 0) {
    throw new Error(`${path}:${line} is no request with its answer`)
  }
  const headers = headerLines.map((header) => {
    const [, name, value] = /^([A-Za-z-]+): (.+)$/.exec(header) ?? []
    if (!name || !value) throw new Error(`${path}:${line}: "${header}" is no header`)
    return [name.toLowerCase(), value]
  })
  return {
    title: `line ${line}: ${person}: ${method} ${url} → ${status}`,
    person,
    method,
    url,
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: bodies.join('\n\n'),
    status: Number(status),
    answer: answer.trim() === '' ? null : JSON.parse(answer),
  }
}

const steps = blocks(/^http/).map(readStep)
const scripts = blocks(/^js/)
const placeholder = /\{([A-Za-z]+)\}/g

const known = new Map<string, unknown>([['token', 'the token of the set-up link']])
const cookies = new Map<string, Map<string, string>>()
let server: TestServer
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'primum-guide-'))
  execFileSync(process.execPath, ['--input-type=module', '--eval', scripts[0]?.text ?? ''], {
    cwd: folder,
  })
  server = await startTestServer()
  await emptyAgain()
})
afterAll(async () => {
  await server?.close()
  await rm(folder, { recursive: true, force: true })
})

/** The guide begins at the first start, before anybody exists; the harness has somebody already. */
async function emptyAgain(): Promise<void> {
  await server.owner.query('set session_replication_role = replica')
  await server.owner.query('truncate organizations, "user", ledger_entries cascade')
  await server.owner.query('set session_replication_role = origin')
  server.services.setupToken = String(known.get('token'))
}

function filled(text: string): string {
  return text.replaceAll(placeholder, (_, name: string) => {
    if (!known.has(name)) throw new Error(`no earlier answer gave {${name}}`)
    return String(known.get(name))
  })
}

function bodyOf({ body }: Step): string {
  return body.startsWith('@') ? readFileSync(join(folder, body.slice(1)), 'utf8') : filled(body)
}

/** What is wrong with an answer, beside what the guide says of it; empty where nothing is. */
function differences(said: unknown, found: unknown, place: string): string[] {
  const name = typeof said === 'string' ? /^\{([A-Za-z]+)\}$/.exec(said)?.[1] : undefined
  if (name !== undefined) {
    if (!known.has(name) && found !== undefined && found !== null) known.set(name, found)
    return known.get(name) === found ? [] : [`${place} is ${JSON.stringify(found)}, not {${name}}`]
  }
  if (Array.isArray(said)) return listDifferences(said, found, place)
  if (typeof said === 'object' && said !== null) {
    const record = (found ?? {}) as Record<string, unknown>
    return Object.entries(said).flatMap(([key, value]) =>
      differences(value, record[key], `${place}.${key}`),
    )
  }
  return said === found ? [] : [`${place} is ${JSON.stringify(found)}, not ${JSON.stringify(said)}`]
}

function listDifferences(said: unknown[], found: unknown, place: string): string[] {
  if (!Array.isArray(found)) return [`${place} is no list`]
  if (said.length === 0 && found.length > 0) return [`${place} is not empty`]
  return said
    .filter((entry) => !found.some((each) => differences(entry, each, place).length === 0))
    .map((entry) => `${place} lacks ${JSON.stringify(entry)}: ${JSON.stringify(found)}`)
}

async function follow(step: Step): Promise<{ status: number; body: unknown }> {
  // Whoever follows the guide looks again until a validation run is done.
  await server.idle()
  const jar = cookies.get(step.person) ?? new Map<string, string>()
  cookies.set(step.person, jar)
  const headers: Record<string, string> = {
    ...(jar.size === 0 ? {} : { cookie: [...jar].map((pair) => pair.join('=')).join('; ') }),
    ...Object.fromEntries(Object.entries(step.headers).map(([key, value]) => [key, filled(value)])),
  }
  if (step.body !== '') headers['content-type'] ??= 'application/json'
  const response = await server.app.inject({
    method: step.method as 'GET',
    url: filled(step.url),
    headers,
    ...(step.body === '' ? {} : { payload: bodyOf(step) }),
  } satisfies InjectOptions)
  for (const { name, value } of response.cookies) jar.set(name, encodeURIComponent(value))
  return { status: response.statusCode, body: response.json() }
}

describe('the guide to the first AI system', () => {
  test('has one script, which makes each file that a request sends', () => {
    expect(scripts).toHaveLength(1)
    expect(steps.length).toBeGreaterThan(50)
    const files = steps.filter(({ body }) => body.startsWith('@')).map(({ body }) => body.slice(1))
    expect(readdirSync(folder).sort()).toEqual([...new Set(files)].sort())
  })

  test.each(steps)('$title', async (step) => {
    const { status, body } = await follow(step)
    const wrong = differences(step.answer ?? {}, body, 'the answer')
    const answered = status === step.status ? {} : { body }
    expect({ status, wrong, ...answered }).toEqual({ status: step.status, wrong: [] })
  })
})
