import { openContent } from '../src/content.ts'
import type { Content } from '../src/content.ts'
import { laterFolder } from './later-folder.ts'
import type { FileChanges } from './later-folder.ts'

/** The content of a later program: a copy of the one that is there, with some files changed. */
export async function laterContent(from: Content, changes: FileChanges): Promise<Content> {
  return openContent(await laterFolder(from.folder, changes))
}
