import type { APIRequestContext, Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enterWithAllRoles, post } from './api.ts'
import { expectAccessible, launchBrowser, openPage, settle, signIn } from './browser.ts'
import { startProgram } from './program.ts'
import type { RunningProgram } from './program.ts'

let program: RunningProgram
let browser: Browser
let hospital = ''
let chat = ''

beforeAll(async () => {
  program = await startProgram({ administrator: true })
  browser = await launchBrowser()
  const { context } = await openPage(browser, program.url)
  await register(context.request)
  await context.close()
})

afterAll(async () => {
  await browser?.close()
  await program?.stop()
})

/** An alert in Denver, and a chat for patients in Chicago of which nobody said what it is for. */
async function register(request: APIRequestContext): Promise<void> {
  await enterWithAllRoles(request)
  for (const [name, state] of [
    ['Denver', 'CO'],
    ['Chicago', 'IL'],
  ]) {
    await post(request, '/sites', { name, code: name!.toLowerCase(), country: 'US', state })
  }
  const add = async (more: object) => {
    const { id } = await post<{ id: string }>(request, '/ai-systems', {
      ...{ businessPurpose: 'Earlier help.', intendedUse: 'Helps patients.', synthetic: true },
      ...{ modelOwner: 'Dana Scientist', hostingLocation: 'On premises' },
      ...{ monitoringApproach: 'Streamed.', ...more },
    })
    return `/ai-systems/${id}`
  }
  hospital = await add({
    ...{ reference: 'alert', name: 'Sepsis alert', archetype: 'triage', usesPhi: true },
    ...{ siteCodes: ['denver'], fdaStatus: 'not-a-device', vendor: 'Acme' },
  })
  chat = await add({
    ...{ reference: 'chat', name: 'Evening chat', archetype: 'patient-chat' },
    ...{ traits: ['generative'], siteCodes: ['chicago'] },
  })
}

test('facts of the organization are said once, and the law of a system follows', async () => {
  const { page, context, complaints } = await openPage(browser, program.url)
  await signIn(page)
  await page.goto('/settings/organization')
  await page.getByRole('button', { name: 'Change or try facts' }).click()
  const form = page.getByRole('dialog', { name: 'Facts for the law' })
  const covered = form.getByRole('radiogroup', { name: /covered entity under HIPAA/ })
  await covered.getByText('Yes', { exact: true }).click()
  await form.getByRole('button', { name: 'State these facts' }).click()
  await page.getByText('Saved').first().waitFor()

  await page.goto(`${hospital}/law`)
  await page.getByRole('heading', { name: 'Obligations' }).waitFor()
  await page.getByRole('button', { name: /^HIPAA Security, Privacy/ }).click()
  await page.getByRole('button', { name: /^Risk analysis/ }).click()
  await page.getByText('your organization is a covered entity under HIPAA').first().waitFor()
  await settle(page)
  await expectAccessible(page, 'the law of a system')

  await page.getByRole('button', { name: 'Change or try facts' }).click()
  const facts = page.getByRole('dialog', { name: 'Facts for the law' })
  await facts.getByRole('combobox', { name: /your organization to this system/ }).click()
  await page.getByRole('option', { name: 'Deployer' }).click()
  await page.keyboard.press('Escape')
  const influences = facts.getByRole('radiogroup', { name: /materially influence/ })
  await influences.getByText('Yes', { exact: true }).click()
  await facts.getByRole('button', { name: 'Try without saving' }).click()
  const changes = facts.getByText('What would change').locator('..')
  await changes
    .getByText(/US-CO:CO-H2.*does not apply, then coming|US-CO:CO-H2/)
    .first()
    .waitFor()
  await expectAccessible(page, 'trying facts')
  await facts.getByRole('button', { name: 'State these facts' }).click()
  await page.getByRole('button', { name: /^Exempt \(5\)/ }).click()
  await page.getByRole('button', { name: /^Notice before a consequential decision/ }).click()
  await page
    .getByText(/HIPAA covered entities, and business associates/)
    .first()
    .waitFor()
  expect(page.url()).toContain('state=exempt')

  await page.goto('/law-calendar')
  await page.getByRole('heading', { name: '1 Jan 2027' }).waitFor()
  await expectAccessible(page, 'the law calendar')
  await page.getByRole('link', { name: 'Sepsis alert' }).first().click()
  await page.getByRole('heading', { name: 'Obligations' }).waitFor()
  expect(complaints).toEqual([])
  await context.close()
})

test('a therapy chat in Illinois is refused at its gate with the reason of the law', async () => {
  const { page, context, complaints } = await openPage(browser, program.url)
  await signIn(page)
  await page.goto(`${chat}/law`)
  await page.getByText('A law may forbid what this system does').waitFor()
  await page.getByRole('button', { name: 'Change or try facts' }).click()
  const facts = page.getByRole('dialog', { name: 'Facts for the law' })
  await facts.getByRole('combobox', { name: 'What is it used for?' }).click()
  await page.getByRole('option', { name: 'Therapy or psychotherapy' }).click()
  await page.keyboard.press('Escape')
  await facts.getByRole('button', { name: 'State these facts' }).click()
  await page.getByText('A law forbids what this system does').waitFor()
  await settle(page)
  await expectAccessible(page, 'a forbidden system')
  await page.goto(`${chat}/lifecycle`)
  await settle(page)
  const answer = await page.request.get(`/api/v1${chat}/gates/deployment`)
  const { requirements } = (await answer.json()) as {
    requirements: { id: string; reason: { message: string } | null }[]
  }
  const law = requirements.find(({ id }) => id === 'not-forbidden')
  expect(law?.reason?.message).toContain('US-IL:IL-1: No therapy by AI')
  expect(complaints).toEqual([])
  await context.close()
})
