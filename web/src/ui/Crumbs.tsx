import { Breadcrumbs } from '@mantine/core'
import { t } from '../lib/messages/messages.ts'
import { Go } from './Go.tsx'

export type Crumb = { title: string; to: string }

export function Crumbs({ crumbs }: { crumbs: Crumb[] }) {
  if (crumbs.length === 0) return null
  return (
    <nav aria-label={t('layout.breadcrumbs')}>
      <Breadcrumbs
        mb={6}
        separatorMargin={6}
        styles={{ root: { flexWrap: 'wrap' }, breadcrumb: { whiteSpace: 'normal' } }}
      >
        {crumbs.map((crumb) => (
          <Go key={crumb.to} to={crumb.to} size="sm">
            {crumb.title}
          </Go>
        ))}
      </Breadcrumbs>
    </nav>
  )
}
