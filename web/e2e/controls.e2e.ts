import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enterWithAllRoles, post } from './api.ts'
import { expectAccessible, launchBrowser, openPage, settle, signIn } from './browser.ts'
import { startProgram } from './program.ts'
import type { RunningProgram } from './program.ts'

let program: RunningProgram
let browser: Browser

beforeAll(async () => {
  program = await startProgram({ administrator: true })
  browser = await launchBrowser()
  const { context } = await openPage(browser, program.url)
  await enterWithAllRoles(context.request)
  await post(context.request, '/ai-systems', {
    ...{ reference: 'readmission', name: 'Readmission risk', businessPurpose: 'Plan follow-up.' },
    ...{ intendedUse: 'Flags adult inpatients at discharge.', archetype: 'risk-stratification' },
    ...{ modelOwner: 'Dana', hostingLocation: 'On premises', monitoringApproach: 'Streamed.' },
  })
  await context.close()
})

afterAll(async () => {
  await browser?.close()
  await program?.stop()
})

async function choose(page: Page, field: string, option: RegExp) {
  await page.getByRole('combobox', { name: field }).click()
  await page.getByRole('option', { name: option }).first().click()
}

test('a control is written, mapped and tested, and says why it is no further', async () => {
  const { page, complaints } = await openPage(browser, program.url)
  await signIn(page)
  await page.getByRole('link', { name: 'Controls' }).click()
  await page.getByText('No control', { exact: true }).waitFor()
  await settle(page)
  await expectAccessible(page, 'no control yet')
  await page.getByRole('button', { name: 'Write a control' }).click()
  const writing = page.getByRole('dialog', { name: 'Write a control' })
  await writing.getByLabel('Reference').fill('AIC-07')
  await writing.getByLabel('In one line').fill('Systems are classified')
  await writing.getByLabel('What is done').fill('The governance lead classifies every system.')
  await writing.getByRole('button', { name: 'Write a control' }).click()
  await page.getByRole('heading', { level: 1, name: 'AIC-07: Systems are classified' }).waitFor()
  await page.getByText('It has no evidence.').waitFor()
  await page.getByText('Nobody is named as its owner.').waitFor()

  await page.getByRole('button', { name: 'Add a requirement' }).click()
  await choose(page, 'Framework', /ISO\/IEC 42001/)
  await choose(page, 'Requirement', /^6\.1\.2/)
  await choose(page, 'How much it meets', /The whole of it/)
  await page.getByRole('textbox', { name: 'Why it meets that much' }).fill('The tier decides.')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('row', { name: /ISO42001:6\.1\.2 .*The whole of it/ }).waitFor()

  await page.getByRole('button', { name: 'Add a test' }).click()
  const adding = page.getByRole('dialog', { name: 'Add a test' })
  await choose(page, 'What it asks', /Registered AI systems are classified/)
  await settle(page)
  await expectAccessible(page, 'adding a test')
  await adding.getByRole('button', { name: 'Add a test' }).click()
  await page.getByRole('button', { name: /^Run now/ }).click()
  // The system without a tier is named, and leads to itself; the failed run left a finding.
  const row = page.getByRole('row', { name: /Readmission risk.*Nobody has classified it/ })
  await row.getByRole('link', { name: /Readmission risk/ }).waitFor()
  await page.getByText('Failing: a test found that it does not work.').waitFor()
  await settle(page)
  await expectAccessible(page, 'a control whose test failed')
  await page.getByRole('link', { name: 'To its finding' }).first().click()
  await page.getByRole('heading', { level: 1, name: /F-\d+: AIC-07/ }).waitFor()

  await page.goto('/controls?state=operating')
  await page.getByText('No control matches the filters.').waitFor()
  await page.getByRole('button', { name: /Remove the filter State/ }).click()
  await page.getByRole('row', { name: /AIC-07.*Failing.*0 of 1 passed/ }).waitFor()
  expect(complaints).toEqual([])
})

test('a person states what they saw, and a change that crossed another is refused', async () => {
  const { page, context, complaints } = await openPage(browser, program.url)
  await signIn(page)
  const { request } = context
  const control = await post<{ id: string }>(request, '/controls', {
    ...{ reference: 'AIC-08', title: 'Sites are told', description: 'A notice of each version.' },
  })
  await post(request, `/controls/${control.id}/tests`, {
    ...{ kind: 'manual', title: 'Notices were sent', procedure: 'Look at three sites.' },
  })
  await page.goto(`/controls/${control.id}`)
  await page.getByRole('button', { name: 'State a result: Notices were sent' }).click()
  const stating = page.getByRole('dialog', { name: /State a result/ })
  await stating.getByRole('button', { name: 'Add what was looked at' }).click()
  await stating.getByLabel('What was looked at').fill('Main campus')
  await stating.getByLabel('Why').fill('The notice of version 2 is there')
  await stating.getByText('From this it follows: Passed').waitFor()
  await expectAccessible(page, 'stating a result')
  await stating.getByRole('button', { name: 'State a result' }).click()
  await stating.waitFor({ state: 'hidden' })
  await page.getByText('1 of 1 are as they should be.').waitFor()

  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  const editing = page.getByRole('dialog', { name: 'Edit the control' })
  await editing.getByLabel('In one line').fill('Sites are told in time')
  const crossed = await request.patch(`/api/v1/controls/${control.id}`, {
    data: { description: 'A notice of each version, within a day.' },
  })
  expect(crossed.ok()).toBe(true)
  await editing.getByRole('button', { name: 'Save' }).click()
  await editing.getByText('Someone else changed AIC-08 meanwhile.').waitFor()
  await editing.getByRole('button', { name: 'Cancel' }).click()
  await page.getByText('A notice of each version, within a day.').waitFor()

  await page.getByRole('button', { name: 'Retire', exact: true }).click()
  const retiring = page.getByRole('dialog', { name: 'Retire AIC-08' })
  await retiring.getByLabel('Reason').fill('One notice for all now.')
  await retiring.getByRole('button', { name: 'Retire' }).click()
  await retiring.waitFor({ state: 'hidden' })
  await page.getByText('One notice for all now.').waitFor()
  expect(await page.getByRole('button', { name: 'Edit', exact: true }).count()).toBe(0)
  expect(complaints).toEqual([])
})

test('coverage shows each requirement as a field that the keyboard reaches', async () => {
  const { page, context, complaints } = await openPage(browser, program.url)
  await signIn(page)
  const { request } = context
  const control = await post<{ id: string }>(request, '/controls', {
    ...{ reference: 'AIC-09', title: 'Risks are treated', description: 'Each with a plan.' },
  })
  const at = `/controls/${control.id}`
  const data = { reach: 'whole', rationale: 'Each risk has a plan.' }
  await request.put(`/api/v1${at}/requirements/ISO42001:6.1.3`, { data })
  const asked = await post<{ id: string }>(request, `${at}/tests`, {
    ...{ kind: 'automatic', title: 'Classified', query: 'ai-systems-classified' },
  })
  await post(request, `/control-tests/${asked.id}/runs`, {})
  await page.goto('/frameworks/ISO42001')
  await page.getByRole('link', { name: 'Coverage' }).click()
  const field = page.getByRole('link', { name: /^6\.1\.3 .*: No longer met$/ })
  await field.waitFor()
  await page.getByRole('row', { name: /ISO42001:6\.1\.3 .*AIC-09 no longer counts/ }).waitFor()
  expect(await page.getByRole('link', { name: /^4\.1 .*: Open$/ }).count()).toBe(1)
  await settle(page)
  await expectAccessible(page, 'coverage')
  await page.getByRole('combobox', { name: 'State' }).click()
  await page.getByRole('option', { name: 'Met', exact: true }).click()
  await page.getByText('No requirement is in this state').waitFor()
  await field.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('region', { name: /risk treatment/i }).waitFor()
  expect(new URL(page.url()).searchParams.get('requirement')).toBe('ISO42001:6.1.3')
  expect(complaints).toEqual([])
})
