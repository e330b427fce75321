import { Text } from '@mantine/core'
import type { Estimate } from '@primum/core/statistics/estimate'
import type { LeadTimeEstimate } from '@primum/core/statistics/lead-time'
import { formatCount } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { Panel } from '../../ui/Panel.tsx'

/** How long before the outcome the alert came, said in words: one number needs no picture. */
export function LeadTimePanel({ leadTime }: { leadTime: LeadTimeEstimate | null }) {
  return (
    <Panel title={t('results.leadTime')}>
      <Text className="measure" {...(leadTime?.value == null ? { c: 'dimmed' } : {})}>
        {words(leadTime)}
      </Text>
    </Panel>
  )
}

function words(leadTime: LeadTimeEstimate | null): string {
  if (leadTime === null) return t('results.leadTimeNone')
  if (leadTime.value === null) return t('chart.noSentence', { reason: leadTime.reason ?? '' })
  return t('results.leadTimeSentence', {
    median: hours(leadTime.value),
    interval: range(leadTime),
    n: formatCount(leadTime.n),
    lower: hours(leadTime.lowerQuartile),
    upper: hours(leadTime.upperQuartile),
  })
}

function range({ interval }: Estimate): string {
  if (interval === null) return '–'
  return t('results.range', { lower: hours(interval.lower), upper: hours(interval.upper) })
}

/** Days where hours would be read as a riddle. */
function hours(value: number | null): string {
  if (value === null) return '…'
  if (value >= 72) return t('results.days', { count: (value / 24).toFixed(1) })
  return t('results.hours', { count: value.toFixed(1) })
}
