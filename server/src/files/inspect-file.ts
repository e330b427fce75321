import { open } from 'node:fs/promises'
import { fileTypeFromBuffer } from 'file-type'
import { cleanFileName, endingOfName } from '@primum/core/evidence/file-name'
import { mediaTypeOfEnding, mediaTypeTitle, mediaTypes } from '@primum/core/evidence/media-types'
import { archiveType } from './archive-type.ts'
import { refusedFile } from './refused-file.ts'
import { isText, textType } from './text-type.ts'

const headBytes = 64 * 1024

/** Names that a system would run or a browser open, whatever is inside. */
const runnable: [RegExp, string][] = [
  [
    /^(?:exe|dll|com|scr|msi|msix|bat|cmd|ps1|vbs|vbe|jse?|mjs|wsf|hta|lnk|reg|sh|bash|jar|apk|app|dmg|iso)$/,
    'Hand over a document about it.',
  ],
  [/^(?:html?|xhtml|svg|mht|mhtml)$/, 'Print it to PDF, and hand that over.'],
  [/^(?:docm|dotm|xlsm|xltm|xlam|pptm|potm|ppsm)$/, 'Save it without macros, or print it to PDF.'],
]

/**
 * What a received file is by its bytes, and the name under which it is kept. Refused where it is of
 * no type that evidence may be, could run, or is named as another type than it is.
 */
export async function inspectFile(
  file: { path: string; size: number },
  sentName: string,
): Promise<{ mediaType: string; fileName: string }> {
  const fileName = cleanFileName(sentName)
  if (fileName === '') {
    throw refusedFile('no-name', 'The file has no name.', 'Give it one, such as policy.pdf.')
  }
  const ending = endingOfName(fileName)
  const remedy = runnable.find(([pattern]) => pattern.test(ending))?.[1]
  if (remedy !== undefined) {
    throw refusedFile('program', `Files named .${ending} can run.`, remedy)
  }
  const mediaType = await sniff(file, fileName)
  return { mediaType, fileName: fitting(fileName, ending, mediaType) }
}

async function sniff(file: { path: string; size: number }, fileName: string): Promise<string> {
  const head = await readHead(file.path)
  if (head.subarray(0, 2).toString('latin1') === 'PK') return archiveType(file.path)
  if (head.subarray(0, 5).toString('latin1') === '%PDF-') return 'application/pdf'
  // Before the library is asked: it takes a text that begins with BM or MZ for what is not.
  if (await isText(file.path)) return textType({ ...file, head: head.toString('utf8') }, fileName)
  const mediaType = (await fileTypeFromBuffer(head))?.mime ?? null
  if (mediaType !== null && mediaType in mediaTypes) return mediaType
  const message =
    mediaType === null
      ? 'The file is of no type that Primum knows, nor text in UTF-8.'
      : `The file is of the type ${mediaType}, which evidence cannot be.`
  const remedy =
    mediaType === 'application/x-cfb'
      ? 'It comes from an old Office: save it as DOCX, XLSX or PPTX, or print it to PDF.'
      : 'Hand over PDF, a picture, an Office document without macros, or text in UTF-8.'
  throw refusedFile('type-not-allowed', message, remedy)
}

async function readHead(path: string): Promise<Buffer> {
  const handle = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** An ending that says nothing gets the true one behind it, so that no system guesses. */
function fitting(fileName: string, ending: string, mediaType: string): string {
  const named = mediaTypeOfEnding(ending)
  if (named === mediaType) return fileName
  if (named !== null) {
    const [says, is] = [mediaTypeTitle(named), mediaTypeTitle(mediaType)]
    const message = `The file is named as ${says}, and its content is ${is}.`
    throw refusedFile('type-mismatch', message, 'Name it as what it is, or hand over the other.')
  }
  const usual = mediaTypes[mediaType]?.endings[0] ?? 'bin'
  return cleanFileName(`${fileName}.${usual}`)
}
