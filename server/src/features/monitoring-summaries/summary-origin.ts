/** A month is summarised when it has been over for a day: what is sent overnight is in it then. */
export const settleDays = 1

export const summaryOriginType = 'monitoring-summaries'

/** The record that the summary of a system and month is filed of. */
export function summaryOrigin(aiSystemId: string, month: string): { type: string; id: string } {
  return { type: summaryOriginType, id: `${aiSystemId}/${month}` }
}
