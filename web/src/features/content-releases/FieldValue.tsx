import classes from './content-releases.module.css'
import { fieldText } from './field-text.ts'

/** What one field says, by itself: of what is wholly new, or gone, no word is marked. */
export function FieldValue({ field, value }: { field: string; value: unknown }) {
  const told = fieldText(field, value)
  if ('text' in told) return <p className={`measure ${classes['plain']}`}>{told.text}</p>
  return (
    <div className={`measure ${classes['plain']}`}>
      {told.lines.map((line, at) => (
        <OutlineLine key={at} line={line} />
      ))}
    </div>
  )
}

/** What runs over its line goes on below its first word, not below its dot. */
function OutlineLine({ line }: { line: string }) {
  const words = line.trimStart()
  const indent = (line.length - words.length) / 2
  const hang = words.startsWith('• ') ? 0.6 : 0
  return <div style={{ paddingLeft: `${indent + hang}em`, textIndent: `${-hang}em` }}>{words}</div>
}
