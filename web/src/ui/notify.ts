import { notifications } from '@mantine/notifications'

/** Tells that something is done. What failed is told where it was asked, not in passing. */
export function notifyDone(message: string): void {
  notifications.show({ message, color: 'pine', autoClose: 5000 })
}
