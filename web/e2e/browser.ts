import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { administrator } from './program.ts'

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
)

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--headless',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

export type Scheme = 'light' | 'dark'

/** A page that fails the test by what the browser itself complains of. */
export async function openPage(
  browser: Browser,
  url: string,
  options: { scheme?: Scheme; width?: number } = {},
): Promise<{ page: Page; context: BrowserContext; complaints: string[] }> {
  const context = await browser.newContext({
    baseURL: url,
    colorScheme: options.scheme ?? 'light',
    reducedMotion: 'reduce',
    viewport: { width: options.width ?? 1280, height: 900 },
    locale: 'en-GB',
  })
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    // A refused request is the page's business to show; a broken policy or script is ours.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      complaints.push(message.text())
    }
  })
  return { page, context, complaints }
}

/** Signs in through the form, as a person does. */
export async function signIn(page: Page, person = administrator): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByRole('textbox', { name: 'Password' }).fill(person.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { level: 1, name: 'Worklist' }).waitFor()
}

/** Waits until the page has its heading and shows no outline of what is to come. */
export async function settle(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null)
  await page.waitForLoadState('networkidle')
}

type Violation = { id: string; help: string; nodes: { html: string; target: unknown[] }[] }

/** Every rule of axe, none switched off, finds nothing. */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  await page.evaluate(axeSource)
  const { violations } = await page.evaluate(() =>
    (
      globalThis as unknown as {
        axe: { run: (root: Document) => Promise<{ violations: Violation[] }> }
      }
    ).axe.run(document),
  )
  const found = violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help} at ${nodes.map(({ target }) => target.join(' ')).join('; ')}`,
  )
  expect(found, name).toEqual([])
}
