import { Anchor, List, Text, VisuallyHidden } from '@mantine/core'
import { label, t } from '../../lib/messages/messages.ts'
import { dateWords, linkedParts } from './framework-words.ts'
import classes from './frameworks.module.css'
import type { Source } from './queries.ts'

/** Sources with their day, how near they are to the text itself, and where to find them. */
export function SourceList({ sources }: { sources: Source[] }) {
  return (
    <List size="sm" spacing={8}>
      {sources.map(({ key, title, date, grade, locator }) => (
        <List.Item key={key}>
          {title}
          <Text size="sm" c="dimmed">
            {[date, grade]
              .flatMap((each, index) => {
                if (each === null) return []
                return [index === 0 ? dateWords(each) : label('sourceGrade', each)]
              })
              .join(' · ')}
          </Text>
          {locator === null ? null : (
            <div className={classes['locator']}>
              {linkedParts(locator).map(({ text, href }, index) =>
                href === null ? (
                  <span key={index}>{text}</span>
                ) : (
                  <Anchor key={href} inherit href={href} target="_blank" rel="noopener noreferrer">
                    {text}
                    <VisuallyHidden> {t('source.newTab')}</VisuallyHidden>
                  </Anchor>
                ),
              )}
            </div>
          )}
        </List.Item>
      ))}
    </List>
  )
}
