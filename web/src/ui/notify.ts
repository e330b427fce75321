import { notifications } from '@mantine/notifications'
import { t } from '../lib/messages/messages.ts'

/** Tells that something is done. What failed is told where it was asked, not in passing. */
export function notifyDone(message: string): void {
  notifications.show({
    message,
    color: 'pine',
    autoClose: 5000,
    closeButtonProps: { 'aria-label': t('common.close') },
  })
}
