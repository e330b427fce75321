import { refusedFile } from './refused-file.ts'
import { UnreadableZip, listZip } from './zip-listing.ts'
import type { ZipListing } from './zip-listing.ts'

const office = 'application/vnd.openxmlformats-officedocument'

/** By the folder in which Office keeps the document itself. */
const officeFolders = [
  ['word/', `${office}.wordprocessingml.document`],
  ['xl/', `${office}.spreadsheetml.sheet`],
  ['ppt/', `${office}.presentationml.presentation`],
] as const

const openDocuments = [
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
]

const macros = /(?:^|\/)(?:vbaProject\.bin|vbaData\.xml)$|^xl\/macrosheets\/|\/activeX\//i
const openDocumentMacros = /^(?:Basic|Scripts)\//
const packed = /\.(?:zip|7z|rar|tar|gz|tgz|bz2|xz|zst|cab|iso|jar|war|apk|img|dmg)$/i
const programs =
  /\.(?:exe|dll|com|scr|msi|msix|bat|cmd|ps1|psm1|vbs|vbe|js|jse|mjs|wsf|hta|lnk|reg|sh|bash|command|app|class|so|dylib|html?|xhtml|svg|docm|dotm|xlsm|xltm|xlam|pptm|potm|ppsm)$/i

/** What a file that begins like a ZIP archive is, by its listing; refused where it could run. */
export async function archiveType(path: string): Promise<string> {
  const listing = await readable(path)
  const { names } = listing
  if (names.includes('[Content_Types].xml')) {
    const found = officeFolders.find(([folder]) => names.some((name) => name.startsWith(folder)))
    if (found !== undefined) return withoutMacros(found[1], names, macros)
  }
  if (openDocuments.includes(listing.mimetype)) {
    return withoutMacros(listing.mimetype, names, openDocumentMacros)
  }
  refuseProgram(listing)
  return 'application/zip'
}

async function readable(path: string): Promise<ZipListing> {
  try {
    return await listZip(path)
  } catch (error) {
    if (!(error instanceof UnreadableZip)) throw error
    const message = `The archive cannot be looked into. ${error.message}`
    throw refusedFile('archive-unreadable', message, 'Hand over the files in it one by one.')
  }
}

function withoutMacros(mediaType: string, names: string[], pattern: RegExp): string {
  const macro = names.find((name) => pattern.test(name))
  if (macro === undefined) return mediaType
  const message = `The document carries macros (${macro}), which are programs.`
  throw refusedFile('macros', message, 'Save it without macros, or print it to PDF.')
}

function refuseProgram({ names, mimetype }: ZipListing): void {
  if (names.includes('META-INF/MANIFEST.MF') || names.includes('AndroidManifest.xml')) {
    throw refusedFile('program', 'The file is a program.', 'Hand over a document about it.')
  }
  if (mimetype !== '') {
    const message = `The file is a document of the type ${mimetype.slice(0, 100)}.`
    throw refusedFile('type-not-allowed', message, 'Print it to PDF, and hand that over.')
  }
  const nested = names.find((name) => packed.test(name))
  if (nested !== undefined) {
    const message = `The archive holds another one (${nested}), which its listing does not show.`
    throw refusedFile('nested-archive', message, 'Hand over the inner archive by itself.')
  }
  const program = names.find((name) => programs.test(name))
  if (program === undefined) return
  const message = `The archive holds a file that can run (${program}).`
  throw refusedFile('program', message, 'Leave it out, or print it to PDF.')
}
