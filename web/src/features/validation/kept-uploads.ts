import { readKept } from './use-kept-draft.ts'
import type { Upload } from './role-values.ts'

/**
 * Files that were handed over from this tab, with the description that the server answered: it is
 * given once. They survive a reload; the server keeps the file itself for a day.
 */
const key = 'validation-uploads'
const day = 86_400_000

type Kept = { uploads: Upload[] }

export function keptUploads(protocolId: string, now = Date.now()): Upload[] {
  return all(now).filter((upload) => upload.protocolId === protocolId)
}

export function keptUpload(id: string, now = Date.now()): Upload | null {
  return all(now).find((upload) => upload.id === id) ?? null
}

export function keepUpload(upload: Upload, now = Date.now()): void {
  write([upload, ...all(now).filter(({ id }) => id !== upload.id)])
}

export function forgetUpload(id: string, now = Date.now()): void {
  write(all(now).filter((upload) => upload.id !== id))
}

function all(now: number): Upload[] {
  const { uploads } = readKept<Kept>(key, { uploads: [] })
  return uploads.filter(({ createdAt }) => now - Date.parse(createdAt) < day)
}

function write(uploads: Upload[]): void {
  try {
    sessionStorage.setItem(key, JSON.stringify({ uploads }))
  } catch {
    // Without storage the file is mapped in this page or handed over again.
  }
}
