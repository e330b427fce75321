import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse as parseYaml } from 'yaml'

/** The versioned content that the program judges by, read and checked once at the start. */
export type Content = {
  folder: string
  read: (path: string) => Promise<unknown>
}

export function openContent(folder: string): Content {
  return {
    folder,
    read: async (path) => parseYaml(await readFile(join(folder, path), 'utf8')) as unknown,
  }
}
