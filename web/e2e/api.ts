import type { APIRequestContext } from 'playwright-core'

/** Sends JSON to a path below /api/v1 as whoever is signed in; anything but success fails the test. */
export async function post<T>(request: APIRequestContext, path: string, data: unknown): Promise<T> {
  const response = await request.post(`/api/v1${path}`, { data })
  if (!response.ok()) throw new Error(`${path}: ${response.status()} ${await response.text()}`)
  return (await response.json()) as T
}
