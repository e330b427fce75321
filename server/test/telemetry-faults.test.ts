import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestServer } from './harness.ts'
import type { Answer, Person, TestServer } from './harness.ts'
import { countRows, makePredictions, makeSubject } from './telemetry-fixture.ts'
import type { Subject } from './telemetry-fixture.ts'

let server: TestServer
let owner: Person
let subject: Subject

beforeAll(async () => {
  server = await startTestServer()
  owner = await server.person('model-owner')
  await server.administrator.call('POST', '/sites', { code: 'north', name: 'North' })
})
afterAll(() => server.close())
beforeEach(async () => {
  subject = await makeSubject(owner)
})

const good = makePredictions(1, 30, { id: 'good', site: 'north' })[0]!
const stored = () => countRows(server, 'predictions', subject.systemId)
const entries = async () => (await owner.call('GET', '/ledger/verify')).body.entries as number

function post(payload: string | Buffer, headers: Record<string, string> = {}): Promise<Answer> {
  return server.inject({
    method: 'POST',
    url: `/api/v1${subject.path}/predictions`,
    payload,
    headers: { cookie: owner.cookie, 'content-type': 'application/x-ndjson', ...headers },
  })
}
const lines = (rows: unknown[]) => `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`

/** Posts that are refused whole: nothing of them may be left. */
async function expectRefused(send: () => Promise<Answer>, status: number, words: RegExp) {
  const before = await entries()
  const answer = await send()
  expect(answer.status).toBe(status)
  expect(JSON.stringify(answer.body)).toMatch(words)
  expect(await stored()).toBe(0)
  expect(await entries()).toBe(before)
  return answer
}

describe('a wrong row is rejected alone, with its number, field and remedy', () => {
  const secret = 'jane.doe@example.org'
  test.each<[string, object | null, string]>([
    ['no object', null, 'row'],
    ['no id', { id: undefined }, 'id'],
    ['an empty id', { id: '' }, 'id'],
    ['a number as id', { id: 17 }, 'id'],
    ['an id too long', { id: 'x'.repeat(201) }, 'id'],
    ['control characters', { id: 'a\u0000b' }, 'id'],
    ['a newline in the id', { id: 'a\nb' }, 'id'],
    ['a lone surrogate', { id: 'a\ud800' }, 'id'],
    ['white space around the id', { id: ' a' }, 'id'],
    ['no version', { version: undefined }, 'version'],
    ['an unknown version', { version: '9.9.9' }, 'version'],
    ['a version with NUL', { version: '1.0.0\u0000' }, 'version'],
    ['no score', { score: undefined }, 'score'],
    ['a score of null', { score: null }, 'score'],
    ['a score above 1', { score: 1.0001 }, 'score'],
    ['a score below 0', { score: -0.1 }, 'score'],
    ['a score as text', { score: '0.5' }, 'score'],
    ['a score of NaN as text', { score: 'NaN' }, 'score'],
    ['no moment', { predictedAt: undefined }, 'predictedAt'],
    ['a moment without a zone', { predictedAt: '2026-01-01T08:00:00' }, 'predictedAt'],
    ['a day alone', { predictedAt: '2026-01-01' }, 'predictedAt'],
    ['no such day', { predictedAt: '2026-02-30T08:00:00Z' }, 'predictedAt'],
    ['no such hour', { predictedAt: '2026-02-20T25:00:00Z' }, 'predictedAt'],
    ['an epoch number', { predictedAt: 1_767_254_400 }, 'predictedAt'],
    ['words', { predictedAt: 'yesterday' }, 'predictedAt'],
    ['the year 1', { predictedAt: '0001-01-01T00:00:00Z' }, 'predictedAt'],
    ['the future', { predictedAt: new Date(Date.now() + 6 * 60_000).toISOString() }, 'predictedAt'],
    ['an unknown site', { site: 'atlantis' }, 'site'],
    ['an unknown field', { colour: 'red' }, 'colour'],
    ['an undeclared group', { groups: { race: 'a' } }, 'groups.race'],
    ['an undeclared feature', { features: { weight: 1 } }, 'features.weight'],
    ['groups as a list', { groups: ['female'] }, 'groups'],
    ['features as text', { features: 'none' }, 'features'],
    ['a number as group', { groups: { sex: 1 } }, 'groups.sex'],
    ['a group too long', { groups: { sex: 'x'.repeat(101) } }, 'groups.sex'],
    ['text in a numeric feature', { features: { age: '70' } }, 'features.age'],
    ['infinity as text', { features: { age: 'Infinity' } }, 'features.age'],
    ['a boolean', { features: { age: true } }, 'features.age'],
    ['a number in a categorical feature', { features: { admission: 3 } }, 'features.admission'],
    ['NaN as a category', { features: { admission: 'nan' } }, 'features.admission'],
    ['a nested feature', { features: { admission: { code: 1 } } }, 'features.admission'],
    [
      'a prototype as feature',
      { features: JSON.parse('{"__proto__":{"age":1}}') },
      'features.__proto__',
    ],
    ['a name', { name: 'Jane' }, 'name'],
    ['a date of birth', { groups: { birth_date: '1972-03-14' } }, 'groups.birth_date'],
    ['a postcode', { features: { zip: '02139' } }, 'features.zip'],
    ['an e-mail address as patient', { patient: secret }, 'patient'],
    ['an e-mail address as id', { id: secret }, 'id'],
    ['an e-mail address as group', { groups: { sex: secret } }, 'groups.sex'],
    ['an e-mail address as category', { features: { admission: secret } }, 'features.admission'],
    ['an e-mail address as a field', { features: { [secret]: 1 } }, 'features.(name withheld)'],
    ['a full date as category', { features: { admission: '1972-03-14' } }, 'features.admission'],
  ])('%s', async (_name, change, path) => {
    const bad = change === null ? [1, 2] : { ...good, id: 'bad', ...change }
    const answer = await owner.call('POST', `${subject.path}/predictions`, { rows: [good, bad] })
    expect(answer).toMatchObject({ status: 200, body: { accepted: 1, duplicates: 0, rejected: 1 } })
    expect(answer.body.errors).toMatchObject([
      { row: 2, path, message: expect.stringMatching(/\w/), remedy: expect.stringMatching(/\w/) },
    ])
    expect(JSON.stringify(answer.body)).not.toContain(secret)
    expect(await stored()).toBe(1)
  })

  test('a withdrawn version', async () => {
    const withdrawn = await owner.call('POST', `/versions/${subject.versionId}/withdraw`, {
      reason: 'A defect in the preprocessing.',
    })
    expect(withdrawn.status).toBe(200)
    const answer = await owner.call('POST', `${subject.path}/predictions`, { rows: [good] })
    expect(answer.body).toMatchObject({ rejected: 1, errors: [{ row: 1, path: 'version' }] })
  })

  test('a number too large for a double', async () => {
    const answer = await post(`${JSON.stringify(good).replace(/"score":[^,]+/, '"score":1e999')}\n`)
    expect(answer.body).toMatchObject({ accepted: 0, rejected: 1, errors: [{ path: 'score' }] })
  })

  test('a group with more than a hundred values', async () => {
    const rows = makePredictions(130, 31, { site: 'north' }).map((row, index) => ({
      ...row,
      groups: { sex: `s${index % 120}` },
    }))
    const answer = await owner.call('POST', `${subject.path}/predictions`, { rows })
    expect(answer.body).toMatchObject({ accepted: 110, rejected: 20 })
    expect(answer.body.errors[0]).toMatchObject({ row: 101, path: 'groups.sex' })
    const again = await owner.call('POST', `${subject.path}/predictions`, { rows })
    expect(again.body).toMatchObject({ accepted: 0, duplicates: 110, rejected: 20 })
    const other = { ...good, groups: { sex: 'another' } }
    const later = await owner.call('POST', `${subject.path}/predictions`, { rows: [other] })
    expect(later.body).toMatchObject({ accepted: 0, rejected: 1 })
  })

  test('the same where the version has no baseline', async () => {
    subject = await makeSubject(owner, { baseline: false })
    const rows = makePredictions(105, 32, { site: 'north' }).map((row, index) => ({
      ...row,
      groups: { sex: `s${index}` },
    }))
    await owner.call('POST', `${subject.path}/predictions`, { rows: rows.slice(0, 60) })
    const answer = await owner.call('POST', `${subject.path}/predictions`, { rows: rows.slice(60) })
    expect(answer.body).toMatchObject({ accepted: 40, rejected: 5 })
  })

  test('every error of a row is named, and at most a hundred in all', async () => {
    const row = { ...good, score: 7, colour: 'red', predictedAt: 'x' }
    const one = await owner.call('POST', `${subject.path}/predictions`, { rows: [row] })
    expect(one.body.errors.map((error: { path: string }) => error.path).toSorted()).toEqual([
      'colour',
      'predictedAt',
      'score',
    ])
    const rows = Array.from({ length: 60 }, () => row)
    const many = await owner.call('POST', `${subject.path}/predictions`, { rows })
    expect(many.body.rejected).toBe(60)
    expect(many.body.errors).toHaveLength(100)
  })
})

describe('NDJSON', () => {
  const rows = makePredictions(5, 33, { site: 'north' })

  test('takes one row a line, with a byte order mark, CRLF and blank lines', async () => {
    const answer = await post(`\u{feff}${lines(rows).replaceAll('\n', '\r\n\r\n')}`)
    expect(answer.body).toMatchObject({ accepted: 5, rejected: 0 })
  })

  test('rejects single bad lines by their number', async () => {
    const texts = rows.map((row) => JSON.stringify(row))
    texts[1] = texts[1]!.slice(0, 40)
    texts[3] = texts[3]!.replace(/"score":[^,]+/, '"score":NaN')
    const answer = await post(`${texts.join('\n')}\n`)
    expect(answer.body).toMatchObject({
      accepted: 3,
      rejected: 2,
      errors: [{ row: 2 }, { row: 4 }],
    })
  })

  test('rejects a line that is not UTF-8 and keeps the others', async () => {
    const [first, second] = rows.map((row) => Buffer.from(`${JSON.stringify(row)}\n`))
    const latin = Buffer.from('{"id":"M\u00fcller"}\n', 'latin1')
    const answer = await post(Buffer.concat([first!, latin, second!]))
    expect(answer.body).toMatchObject({ accepted: 2, rejected: 1, errors: [{ row: 2 }] })
  })

  test('takes a whole last line without a newline', async () => {
    expect((await post(lines(rows).trimEnd())).body).toMatchObject({ accepted: 5, rejected: 0 })
  })

  test('refuses a body that was cut off, wherever it was cut', async () => {
    const text = Buffer.from(lines([...rows, { ...good, id: 'größe' }]))
    for (const cut of [
      3,
      10,
      20,
      40,
      60,
      text.indexOf(0xc3) ? text.length - text.indexOf(0xc3) - 1 : 5,
    ]) {
      await expectRefused(() => post(text.subarray(0, text.length - cut)), 400, /cut off/)
    }
  })

  test('refuses an empty body', async () => {
    await expectRefused(() => post('\n\n'), 400, /no rows/)
    await expectRefused(() => post(''), 400, /no rows/)
  })
})

describe('JSON', () => {
  const json = { 'content-type': 'application/json' }
  test.each([
    ['cut off', JSON.stringify({ rows: [good] }).slice(0, -5), /cut off/],
    ['cut off after NaN', '{"rows":[{"score":NaN}', /cut off/],
    ['a list', JSON.stringify([good]), /rows/],
    ['no rows', '{"rows":[]}', /no rows/],
    ['another field', JSON.stringify({ rows: [good], note: 'x' }), /rows/],
    ['rows as an object', '{"rows":{}}', /rows/],
    ['empty', '', /JSON/],
  ])('%s is refused whole', async (_name, body, words) => {
    await expectRefused(() => post(body, json), 400, words)
  })

  test('with NaN or infinity loses the rows that hold it, and keeps the others', async () => {
    const rows = makePredictions(4, 35, { site: 'north' }).map((row) => JSON.stringify(row))
    rows[1] = rows[1]!.replace(/"score":[^,]+/, '"score":NaN')
    rows[2] = rows[2]!.replace(/"age":[^,]+/, '"age":-Infinity')
    const answer = await post(`{"rows":[${rows.join(',')}]}`, json)
    expect(answer.body).toMatchObject({
      accepted: 2,
      rejected: 2,
      errors: [
        { row: 2, path: 'score', message: expect.stringMatching(/NaN, infinity/) },
        { row: 3, path: 'features.age' },
      ],
    })
  })

  test('that is not UTF-8 is refused whole', async () => {
    await expectRefused(
      () => post(Buffer.from('{"rows":["\u00fc"]}', 'latin1'), json),
      400,
      /UTF-8/,
    )
  })

  test('of another content type is refused with the types that are accepted', async () => {
    const send = () => post('id,score\n', { 'content-type': 'text/csv' })
    await expectRefused(send, 400, /application\/x-ndjson/)
  })
})

describe('gzip', () => {
  const gzip = { 'content-encoding': 'gzip' }
  const body = lines(makePredictions(200, 34, { site: 'north' }))
  const packed = gzipSync(body)

  test('is unpacked', async () => {
    expect((await post(packed, gzip)).body).toMatchObject({ accepted: 200, rejected: 0 })
  })

  test.each([
    ['cut off', packed.subarray(0, packed.length - 9)],
    ['cut off early', packed.subarray(0, 15)],
    [
      'damaged within',
      Buffer.concat([packed.subarray(0, 500), Buffer.alloc(20), packed.subarray(520)]),
    ],
    ['no gzip at all', Buffer.from(body)],
  ])('%s is refused whole', async (_name, payload) => {
    await expectRefused(() => post(payload, gzip), 400, /gzipped body is damaged or cut off/)
  })

  test('that unpacks beyond the limit is stopped', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, 10))
    expect(bomb.length).toBeLessThan(1024 * 1024)
    const memory = process.memoryUsage().rss
    await expectRefused(() => post(bomb, gzip), 413, /8 MiB/)
    expect(process.memoryUsage().rss - memory).toBeLessThan(100 * 1024 * 1024)
  })

  test('in another encoding is refused', async () => {
    await expectRefused(() => post(packed, { 'content-encoding': 'br' }), 400, /[Oo]nly gzip/)
  })
})

describe('too much at once', () => {
  test('100,000 rows are refused, naming the limit and the remedy', async () => {
    const text = '{"id":"a"}\n'.repeat(100_000)
    const answer = await expectRefused(() => post(text), 413, /100,000 rows; at most 10,000/)
    expect(answer.body).toMatchObject({
      code: 'limit-exceeded',
      reasons: [{ code: 'batch-too-large', remedy: expect.stringContaining('10,000 rows') }],
    })
  })

  test('10 MB are refused, naming the limit and the remedy', async () => {
    const text = lines([good]).padEnd(10_000_000, '\n')
    const answer = await expectRefused(() => post(text), 413, /8 MiB/)
    expect(answer.body.reasons).toMatchObject([{ remedy: expect.stringContaining('10,000 rows') }])
  })

  test('10,000 rows of 8 MiB are taken', async () => {
    const rows = makePredictions(10_000, 35, { site: 'north' })
    const answer = await post(lines(rows).padEnd(8 * 1024 * 1024, '\n'))
    expect(answer.body).toMatchObject({ accepted: 10_000, rejected: 0 })
  })
})

test('when a part of the transaction fails, nothing of the post is left', async () => {
  const before = await entries()
  await server.owner.query(`create function fail_now() returns trigger language plpgsql as
    $$ begin raise exception 'disk full'; end $$`)
  await server.owner.query(
    'create trigger fail_profiles before insert on profiles for each row execute function fail_now()',
  )
  const failed = await owner.call('POST', `${subject.path}/predictions`, { rows: [good] })
  await server.owner.query('drop trigger fail_profiles on profiles')
  expect(failed).toMatchObject({ status: 500, body: { code: 'internal' } })
  expect(JSON.stringify(failed.body)).not.toContain('disk full')
  expect(await stored()).toBe(0)
  expect(await entries()).toBe(before)
  const again = await owner.call('POST', `${subject.path}/predictions`, { rows: [good] })
  expect(again.body.accepted).toBe(1)
})
