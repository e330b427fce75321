import { createHmac } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectAccessible, launchBrowser, openPage, settle, signIn } from './browser.ts'
import { administrator, startProgram } from './program.ts'
import type { RunningProgram } from './program.ts'

const lead = {
  name: 'Lea Brandt',
  email: 'lea@lakeside.example',
  password: 'gentle river stone',
  roles: ['governance-lead'],
}
const minute = 60_000

let program: RunningProgram
let browser: Browser
/** The address of the example's workspace, and those of everything the tests look at. */
let workspace = ''
let pages: string[] = []

beforeAll(async () => {
  program = await startProgram({ administrator: false })
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await program?.stop()
})

test('who sets Primum up loads the worked example and sees how far it is', async () => {
  const { page, context, complaints } = await openPage(browser, program.url)
  await page.goto(String(program.setupUrl))
  await page.getByLabel('Name of the hospital').fill('Lakeside Hospital')
  await page.getByLabel('Your name').fill('Ada Moore')
  await page.getByLabel('Your e-mail').fill(administrator.email)
  await page.getByRole('textbox', { name: 'A password' }).fill(administrator.password)
  await page.getByRole('button', { name: 'Create the organization' }).click()
  await page.getByRole('button', { name: 'Load the worked example' }).waitFor()

  // The button asks for six times as many encounters; the smallest number keeps the test short.
  const api = context.request
  const started = await api.post('/api/v1/example', { data: { encounters: 5000 } })
  expect(started.status(), await started.text()).toBe(202)
  await page.reload()
  const seen = await progressUntilLoaded(page)
  expect(seen.length).toBeGreaterThan(2)
  expect(seen).toEqual(seen.toSorted((a, b) => a - b))

  const added = await api.post('/api/v1/members', { data: lead })
  expect(added.status(), await added.text()).toBe(201)
  await page.getByRole('link', { name: 'See the systems' }).click()
  await page.getByRole('row').nth(1).getByRole('link').first().click()
  await page.getByRole('navigation', { name: 'Parts of this system' }).waitFor()
  workspace = new URL(page.url()).pathname
  await page.goto('/incidents')
  await page.getByRole('row').nth(1).getByRole('link').first().click()
  await page.getByRole('heading', { level: 1, name: /^Incident 1: / }).waitFor()
  const incident = new URL(page.url()).pathname
  const tabs = ['risk-and-impact', 'lifecycle', 'versions', 'monitoring', 'incidents', 'history']
  pages = ['/', workspace, ...tabs.map((tab) => `${workspace}/${tab}`), incident, '/ledger']
  expect(complaints).toEqual([])
}, 150_000)

/** Each percentage that the bar showed, until the page says that the example is loaded. */
async function progressUntilLoaded(page: Page): Promise<number[]> {
  const bar = page.getByRole('progressbar', { name: 'Loading the worked example' })
  const done = page.getByText('The worked example is loaded.')
  const failed = page.getByText('The worked example did not load.')
  const shown: number[] = []
  await bar.or(done).or(failed).waitFor()
  while ((await bar.count()) === 1) {
    // The bar may give way to the good news between two looks.
    const now = await bar.getAttribute('aria-valuenow', { timeout: 1000 }).catch(() => null)
    if (now !== null && shown.at(-1) !== Number(now)) shown.push(Number(now))
    await page.waitForTimeout(400)
  }
  await done.waitFor()
  return shown
}

/** Goes there and waits until what is drawn there is drawn. */
async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await settle(page)
  const charts = path === workspace ? 1 : path.endsWith('/monitoring') ? 2 : 0
  if (charts > 0)
    await page
      .locator('svg.primum-plot')
      .nth(charts - 1)
      .waitFor()
}

describe.each(['light', 'dark'] as const)('with real data in %s colours', (scheme) => {
  test(
    'axe finds nothing, in charts, their numbers and the verified ledger as little',
    async () => {
      const { page, complaints } = await openPage(browser, program.url, { scheme })
      await signIn(page)
      for (const path of pages) {
        await visit(page, path)
        if (path === '/') await page.getByRole('article', { name: /^Incident 1: / }).waitFor()
        if (path === '/ledger') {
          await page.getByRole('button', { name: 'Verify the ledger' }).click()
          await page.getByText('The ledger is whole').waitFor()
        }
        const closed = page.getByRole('button', { name: 'Show the numbers' })
        while ((await closed.count()) > 0) await closed.first().click()
        await expectAccessible(page, path)
      }
      expect(complaints).toEqual([])
    },
    2 * minute,
  )
})

/** The sentence, the numbers and the file that stand with a chart. */
async function expectSaidInNumbers(page: Page, figure: Locator): Promise<void> {
  const sentence = (await figure.locator('figcaption').textContent()) ?? ''
  expect(sentence).toMatch(/^.{20,}\.$/)
  expect(await figure.getByRole('table').count()).toBe(0)
  await figure.getByRole('button', { name: 'Show the numbers' }).click()
  const rows = await figure.locator('tbody tr').count()
  expect(rows, sentence).toBeGreaterThan(0)
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    figure.getByRole('button', { name: 'Download CSV' }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/^[\w.-]+\.csv$/)
  const [header, ...lines] = (await readFile(await file.path(), 'utf8')).split('\r\n')
  expect(lines.length, sentence).toBe(rows)
  expect(header?.split(',').length, sentence).toBe(lines[0]?.split(',').length)
  // A column named Lower holds one bound, as it does in the file, and Upper stands beside it.
  const titles = await figure.getByRole('columnheader').allTextContents()
  expect(titles.includes('Lower'), titles.join()).toBe(titles.includes('Upper'))
  await figure.getByRole('button', { name: 'Hide the numbers' }).click()
  expect(await figure.getByRole('table').count()).toBe(0)
}

test('each chart of monitoring is said in a sentence, a table and a file', async () => {
  const { page } = await openPage(browser, program.url)
  await signIn(page)
  await visit(page, `${workspace}/monitoring`)
  await page.locator('svg.primum-plot').nth(8).waitFor()
  const figures = await page.getByRole('figure').all()
  // Over time, subgroups, six curves, input drift and two versions compared.
  expect(figures.length).toBe(10)
  for (const figure of figures) await expectSaidInNumbers(page, figure)
})

test('each chart of the overview is said in a sentence, a table and a file', async () => {
  const { page } = await openPage(browser, program.url)
  await signIn(page)
  await visit(page, workspace)
  const figures = page.getByRole('figure').filter({ has: page.locator('svg.primum-plot') })
  expect(await figures.count()).toBe(await page.locator('svg.primum-plot').count())
  for (const figure of await figures.all()) await expectSaidInNumbers(page, figure)
})

test('nothing of it scrolls sideways on a tablet', async () => {
  const { page } = await openPage(browser, program.url, { width: 768 })
  await signIn(page)
  for (const path of pages) {
    await visit(page, path)
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(beyond, path).toBeLessThanOrEqual(0)
  }
})

test('a person takes the incident from the worklist and keeps it in hand', async () => {
  const { page, complaints } = await openPage(browser, program.url)
  await signIn(page)
  const row = page.getByRole('article', { name: /^Incident 1: .*rolled back/ })
  await row.getByRole('link', { name: 'Take the incident' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: /^Incident 1: / }).waitFor()
  await page.getByRole('combobox', { name: 'Status' }).click()
  await page.getByRole('option', { name: 'Investigating' }).click()
  await page.getByRole('textbox', { name: 'Owner', exact: true }).fill('Ada Moore')
  await page.getByRole('button', { name: 'Save changes' }).press('Enter')
  await page.getByText('The incident is updated.').waitFor()
  await page.goto('/incidents')
  await page.getByRole('row', { name: /Investigating.*Ada Moore/ }).waitFor()
  expect(complaints).toEqual([])
})

/** The words that a screen reader adds to the name of a field or a button. */
function describedBy(element: Locator): Promise<string> {
  return element.evaluate((node) =>
    (node.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' '),
  )
}

test('who may approve signs with the password, and is told why not to promote', async () => {
  const { page, complaints } = await openPage(browser, program.url)
  await signIn(page, lead)
  await page.goto(`${workspace}/versions`)
  const table = page.getByRole('region', { name: /^Versions of this system/ })
  await table.getByRole('row').filter({ hasText: 'Stable' }).getByRole('link').click()
  await page.getByRole('button', { name: 'Approve for use' }).click()
  const dialog = page.getByRole('dialog', { name: /^Approve version/ })
  const password = dialog.getByRole('textbox', { name: 'Your password' })
  await password.fill('not the password')
  await dialog.getByRole('button', { name: 'Sign', exact: true }).click()
  await dialog.getByText('The password is wrong. Enter your password again.').waitFor()
  expect(await describedBy(password)).toContain('The password is wrong.')
  await expectAccessible(page, 'a refused signature')
  await password.fill(lead.password)
  await dialog.getByRole('button', { name: 'Sign', exact: true }).click()
  await page.getByText('Your approval is kept.').waitFor()
  await page.getByText(`${lead.name} approved on`).waitFor()

  const promote = page.getByRole('button', { name: 'Promote to stable' })
  expect(await promote.getAttribute('aria-disabled')).toBe('true')
  expect(await describedBy(promote)).toMatch(/model owner/i)
  expect(complaints).toEqual([])
})

/** The code that an authenticator app shows now: RFC 6238 with its usual 30 seconds, 6 digits. */
function oneTimeCode(secret: string): string {
  const letters = [...secret.replace(/=+$/, '')]
  const fives = letters.map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter))
  const bits = fives.map((five) => five.toString(2).padStart(5, '0')).join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const mac = createHmac('sha1', key).update(counter).digest()
  const code = mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7fff_ffff
  return String(code % 1_000_000).padStart(6, '0')
}

test('a second factor is turned on and then asked for', async () => {
  const { page, complaints } = await openPage(browser, program.url)
  await signIn(page, lead)
  await page.goto('/settings/account')
  await page.getByRole('textbox', { name: 'Your password' }).fill(lead.password)
  await page.getByRole('button', { name: 'Set up the second factor' }).click()
  const link = page.getByRole('link', { name: 'Open in an authenticator app' })
  const secret = new URL(String(await link.getAttribute('href'))).searchParams.get('secret')
  await expectAccessible(page, 'the secret of the second factor')
  await page
    .getByRole('textbox', { name: 'First code from the app' })
    .fill(oneTimeCode(String(secret)))
  await page.getByRole('button', { name: 'Turn on the second factor' }).click()
  await page.getByText('The second factor is on.').first().waitFor()

  await page.getByRole('button', { name: lead.name }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByLabel('E-mail').fill(lead.email)
  await page.getByRole('textbox', { name: 'Password' }).fill(lead.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('textbox', { name: 'One-time code' }).fill(oneTimeCode(String(secret)))
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('heading', { level: 1, name: 'Worklist' }).waitFor()
  expect(complaints).toEqual([])
})
