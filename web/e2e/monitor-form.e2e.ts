import type { APIRequestContext, Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enterWithAllRoles, post } from './api.ts'
import { expectAccessible, launchBrowser, openPage, settle, signIn } from './browser.ts'
import { startProgram } from './program.ts'
import type { RunningProgram } from './program.ts'

const day = 86_400_000
const historyDays = 60
const changeAfter = 40

let program: RunningProgram
let browser: Browser
let workspace = ''
let changeAt = ''

beforeAll(async () => {
  program = await startProgram({ administrator: true })
  browser = await launchBrowser()
  const { context } = await openPage(browser, program.url)
  workspace = await worseningSystem(context.request)
  await context.close()
})

afterAll(async () => {
  await browser?.close()
  await program?.stop()
})

/** Scores by index, without any randomness; the outcome follows them as far as it is told to. */
function rowOf(index: number, follows: boolean) {
  const score = ((index * 37) % 100) / 100
  const luck = (index * 61) % 100
  const label: 0 | 1 = luck < 100 * (follows ? score : 1 - score) * 0.9 ? 1 : 0
  return { score, label, groups: { sex: index % 2 === 0 ? 'female' : 'male' } }
}

/** A version whose flags find those with the outcome for forty days, and the others for twenty. */
async function worseningSystem(request: APIRequestContext): Promise<string> {
  await enterWithAllRoles(request)
  const system = await post<{ id: string }>(request, '/ai-systems', {
    ...{ reference: 'sepsis', name: 'Sepsis warning', archetype: 'risk-stratification' },
    ...{ businessPurpose: 'Earlier treatment.', intendedUse: 'Flags adult inpatients.' },
    ...{ modelOwner: 'Dana Scientist', hostingLocation: 'On premises', synthetic: true },
    ...{ monitoringApproach: 'Streamed.', labelPolicy: 'absence-is-negative' },
    ...{ outcomeHorizonDays: 1, outcomeGraceDays: 0 },
  })
  const at = `/ai-systems/${system.id}`
  const age = { name: 'age', kind: 'numeric', unit: 'years' }
  const baseline = await post<{ id: string }>(request, `${at}/baselines`, {
    ...{ thresholds: [0.3], groups: ['sex'], features: [age] },
    rows: Array.from({ length: 2000 }, (_, index) => ({
      ...rowOf(index, true),
      features: { age: 40 + (index % 45) },
    })),
  })
  await post(request, `${at}/versions`, {
    ...{ label: '1.0.0', artifactSha256: 'cd'.repeat(32), threshold: 0.3, inputSchema: [age] },
    ...{ groupAttributes: ['sex'], baselineId: baseline.id, intendedUse: 'Flags inpatients.' },
  })
  const start = Math.floor(Date.now() / day) * day - (historyDays + 3) * day
  changeAt = new Date(start + changeAfter * day).toISOString().slice(0, 10)
  const rows = Array.from({ length: 50 * historyDays }, (_, index) => {
    const on = Math.floor(index / 50)
    const moment = new Date(start + on * day + 9 * 3_600_000).toISOString()
    return {
      id: `p${index}`,
      at: moment,
      ...rowOf(index, on < changeAfter),
      age: 40 + (index % 45),
    }
  })
  await post(request, `${at}/predictions`, {
    rows: rows.map((row) => ({
      ...{ id: row.id, version: '1.0.0', predictedAt: row.at, score: row.score },
      ...{ groups: row.groups, features: { age: row.age } },
    })),
  })
  await post(request, `${at}/outcomes`, {
    rows: rows.map(({ id, label, at: observedAt }) => ({ predictionId: id, label, observedAt })),
  })
  return at
}

async function openForm(page: Page): Promise<Locator> {
  await page.goto(`${workspace}/monitoring`)
  await settle(page)
  await page.getByRole('button', { name: 'Add a monitor', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a monitor' })
  await dialog.getByRole('combobox', { name: 'Metric' }).waitFor()
  return dialog
}

async function choose(page: Page, dialog: Locator, field: string, option: string): Promise<void> {
  await dialog.getByRole('combobox', { name: field, exact: true }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

/** What stands under a field, as a screen reader adds it to the name. */
function describedBy(element: Locator): Promise<string> {
  return element.evaluate((node) =>
    (node.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' '),
  )
}

test('a monitor is tried on history, added, seen in the list and changed', async () => {
  const { page, context, complaints } = await openPage(browser, program.url)
  await signIn(page)
  const dialog = await openForm(page)
  expect(await describedBy(dialog.getByRole('combobox', { name: 'Metric' }))).toMatch(
    /^Of the people with the outcome \(everyone\), the share flagged at 0\.3/,
  )
  await dialog.getByRole('radio', { name: 'Critical' }).check()
  await dialog.getByLabel('First day of a known change for the worse').fill(changeAt)
  await dialog.getByRole('button', { name: 'Try it on history' }).click()
  await dialog
    .getByText(new RegExp(`^Would have fired on .* days after the change of ${changeAt}`))
    .waitFor()
  await dialog.getByText(/^\d+ days after the change$/).waitFor()
  const fired = dialog.getByRole('region', { name: 'Days on which it would have fired' })
  await fired
    .getByRole('row', { name: /Critical, confirmed/ })
    .first()
    .waitFor()
  await settle(page)
  await expectAccessible(page, 'a monitor tried on history')

  // Another setting makes the trial one of the past, and what was tried was not kept.
  await dialog.getByLabel('Accepted distance from the value at validation').fill('0.04')
  await dialog.getByText('The settings have changed since the last trial; try again.').waitFor()
  const kept = await context.request.get(`/api/v1${workspace}/monitors`)
  expect(((await kept.json()) as { items: unknown[] }).items).toEqual([])

  await choose(page, dialog, 'For whom', 'By sex')
  await choose(page, dialog, 'Which sex', 'female')
  await dialog.getByRole('button', { name: 'Add a monitor' }).click()
  await page.getByText('The monitor is added.').waitFor()
  const list = page.getByRole('region', { name: 'Monitors and what they say now' })
  await list.getByRole('row', { name: /Sensitivity at 0\.3 \(sex: female\).*Critical/ }).waitFor()

  await list.getByRole('button', { name: 'Change: Sensitivity at 0.3 (sex: female)' }).click()
  const change = page.getByRole('dialog', { name: 'Change a monitor' })
  const margin = change.getByLabel('Accepted distance from the value at validation')
  expect(await margin.inputValue()).toBe('0.04')
  expect(await change.getByRole('combobox', { name: 'Metric' }).isDisabled()).toBe(true)
  await change.getByRole('radio', { name: 'Warning' }).check()
  expect(await change.getByRole('radio', { name: 'Suspend the system at once' }).isDisabled()).toBe(
    true,
  )
  await change.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The monitor is changed; its detector starts anew.').waitFor()
  await list.getByRole('row', { name: /Sensitivity at 0\.3 \(sex: female\).*Warning/ }).waitFor()
  expect(complaints).toEqual([])
  await context.close()
})

test('what the server refuses stands at its field, folded away or not, and nothing is added', async () => {
  const { page, context, complaints } = await openPage(browser, program.url, {
    scheme: 'dark',
    width: 768,
  })
  await signIn(page)
  const dialog = await openForm(page)
  const before = await context.request.get(`/api/v1${workspace}/monitors`)
  await dialog.getByLabel('Days looked back').fill('0')
  await dialog.getByText('Advanced settings').click()
  const looked = dialog.getByLabel('Days between two false alarms, on average')
  await looked.fill('0')
  await dialog.getByText('Advanced settings').click()
  await dialog.getByRole('button', { name: 'Add a monitor' }).click()
  await dialog.getByRole('alert').waitFor()
  expect(await describedBy(dialog.getByLabel('Days looked back'))).toContain(
    'The number of days looked back must be a whole number from 1 to 730; 0 was given.',
  )
  // The fold opens over the error that it would hide.
  await looked.waitFor()
  expect(await describedBy(looked)).toContain(
    'The number of days between two false alarms must be a number from 1 to 1,000,000; 0 was given.',
  )
  await settle(page)
  await expectAccessible(page, 'a monitor with errors')

  // A trial is refused in the same places.
  await dialog.getByLabel('Days looked back').fill('30')
  await looked.fill('365')
  await dialog.getByLabel('Changes that the detector looks for').fill('a lot')
  await dialog.getByRole('button', { name: 'Try it on history' }).click()
  await dialog
    .getByText(/^Give numbers separated by commas/)
    .first()
    .waitFor()
  expect(await describedBy(dialog.getByLabel('Changes that the detector looks for'))).toContain(
    'Give numbers separated by commas',
  )
  const after = await context.request.get(`/api/v1${workspace}/monitors`)
  expect(await after.json()).toEqual(await before.json())
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(beyond).toBeLessThanOrEqual(0)
  expect(complaints).toEqual([])
  await context.close()
})

test('the list of monitored systems shows all of its columns on a laptop, however it is sorted', async () => {
  const { page, context, complaints } = await openPage(browser, program.url)
  await signIn(page)
  await page.goto('/monitoring')
  const table = page.getByRole('region', { name: 'Monitored systems' })
  for (const column of ['System', 'Open alarms', 'Last prediction']) {
    await table.getByRole('button', { name: column }).click()
    await table
      .getByRole('columnheader', { name: column })
      .and(page.locator('[aria-sort$=ending]'))
      .waitFor()
    await table.getByText(/^(not )?judged/).waitFor()
    const beyond = await table.evaluate((frame) => frame.scrollWidth - frame.clientWidth)
    expect(beyond, column).toBeLessThanOrEqual(0)
  }
  await expectAccessible(page, 'the fleet')
  expect(complaints).toEqual([])
  await context.close()
})
