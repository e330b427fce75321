import { t } from '../lib/messages/messages.ts'
import { paths } from '../paths.ts'
import { EmptyNote } from '../ui/EmptyNote.tsx'
import { Go } from '../ui/Go.tsx'
import { OpenFrame } from './OpenFrame.tsx'

export function NotFoundPage() {
  return (
    <OpenFrame title={t('common.notFoundTitle')}>
      <EmptyNote title={t('common.notFoundTitle')} text={t('common.notFoundText')}>
        <Go to={paths.worklist}>{t('common.toWorklist')}</Go>
      </EmptyNote>
    </OpenFrame>
  )
}
