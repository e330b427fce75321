/** How a file can be looked at without keeping it. */
export type Preview = 'picture' | 'pdf' | 'text'

type Entry = { title: string; endings: readonly string[]; preview: Preview | null }

const office = 'application/vnd.openxmlformats-officedocument'
const openDocument = 'application/vnd.oasis.opendocument'

/** The kinds of files that evidence may be; the first ending is the usual one. */
export const mediaTypes: Readonly<Record<string, Entry>> = {
  'application/pdf': { title: 'PDF', endings: ['pdf'], preview: 'pdf' },
  'image/png': { title: 'PNG picture', endings: ['png'], preview: 'picture' },
  'image/jpeg': { title: 'JPEG picture', endings: ['jpg', 'jpeg'], preview: 'picture' },
  'image/webp': { title: 'WebP picture', endings: ['webp'], preview: 'picture' },
  'image/tiff': { title: 'TIFF picture', endings: ['tif', 'tiff'], preview: null },
  [`${office}.wordprocessingml.document`]: {
    title: 'Word document',
    endings: ['docx'],
    preview: null,
  },
  [`${office}.spreadsheetml.sheet`]: { title: 'Excel workbook', endings: ['xlsx'], preview: null },
  [`${office}.presentationml.presentation`]: {
    title: 'PowerPoint presentation',
    endings: ['pptx'],
    preview: null,
  },
  [`${openDocument}.text`]: { title: 'OpenDocument text', endings: ['odt'], preview: null },
  [`${openDocument}.spreadsheet`]: {
    title: 'OpenDocument spreadsheet',
    endings: ['ods'],
    preview: null,
  },
  'text/plain': { title: 'plain text', endings: ['txt', 'log', 'text'], preview: 'text' },
  'text/markdown': { title: 'Markdown text', endings: ['md', 'markdown'], preview: 'text' },
  'text/csv': { title: 'CSV table', endings: ['csv'], preview: 'text' },
  'application/json': { title: 'JSON', endings: ['json'], preview: 'text' },
  'application/yaml': { title: 'YAML', endings: ['yaml', 'yml'], preview: 'text' },
  'application/xml': { title: 'XML', endings: ['xml'], preview: 'text' },
  'application/zip': { title: 'ZIP archive', endings: ['zip'], preview: null },
  'message/rfc822': { title: 'e-mail', endings: ['eml'], preview: 'text' },
}

/** What a media type is called; the type itself where it is none of ours. */
export function mediaTypeTitle(mediaType: string): string {
  return mediaTypes[mediaType]?.title ?? mediaType
}

/** The media type that an ending stands for, or null where it stands for none of ours. */
export function mediaTypeOfEnding(ending: string): string | null {
  const lower = ending.toLowerCase()
  const found = Object.entries(mediaTypes).find(([, { endings }]) => endings.includes(lower))
  return found?.[0] ?? null
}
