import { segmentWords } from '@primum/core/monitoring/segment'
import { intervalWords, valueWords } from '../../lib/estimate.ts'
import { plural, t } from '../../lib/messages/messages.ts'
import type { IconName } from '../../ui/Icon.tsx'
import type { Tone } from '../../ui/Tag.tsx'
import { countMonitors } from './count-monitors.ts'
import type { Monitor, Performance } from './queries.ts'

export type Answer = { tone: Tone; icon: IconName; word: string; text: string }

/** The verdict of all monitors in one word. Blind is no yes. */
export function verdictAnswer(monitors: Monitor[], hasBaseline = true): Answer {
  const { watched, attention, critical, blind } = countMonitors(monitors)
  if (attention > 0) {
    return {
      tone: critical ? 'critical' : 'warning',
      icon: critical ? 'critical' : 'warning',
      word: t(critical ? 'level.critical' : 'level.warning'),
      text: hasBaseline
        ? plural(attention, 'answer.noText.one', 'answer.noText.other')
        : plural(attention, 'reviews.noText.one', 'reviews.noText.other'),
    }
  }
  if (watched === 0 || blind > 0) {
    const text =
      watched === 0
        ? t('answer.notWatched')
        : plural(blind, 'answer.blindText.one', 'answer.blindText.other')
    return { tone: 'neutral', icon: 'question', word: t('common.unknown'), text }
  }
  const text = hasBaseline
    ? plural(watched, 'answer.yesText.one', 'answer.yesText.other')
    : plural(watched, 'reviews.yesText.one', 'reviews.yesText.other')
  return { tone: 'ok', icon: 'check', word: t('answer.yes'), text }
}

/** Whether some group is found clearly less often than everyone, and whom nobody can see. */
export function groupsAnswer({ overall, subgroups, suppressed }: Performance): Answer {
  const everyone = overall.sensitivity.value
  const hidden =
    suppressed.length === 0
      ? ''
      : ` ${plural(suppressed.length, 'answer.groupsHidden.one', 'answer.groupsHidden.other')}`
  const judged = subgroups.filter(({ sensitivity }) => sensitivity.state === 'ok')
  if (everyone === null || judged.length === 0) {
    const text = `${t('answer.groupsNone')}${hidden}`
    return { tone: 'neutral', icon: 'question', word: t('common.unknown'), text }
  }
  const lowest = judged
    .filter(({ sensitivity }) => (sensitivity.interval?.upper ?? 1) < everyone)
    .toSorted((a, b) => (a.sensitivity.value ?? 0) - (b.sensitivity.value ?? 0))[0]
  if (lowest === undefined) {
    const text = `${t('answer.groupsFine')}${hidden}`
    return { tone: 'neutral', icon: 'check', word: t('answer.groupsAlike'), text }
  }
  const { sensitivity } = lowest
  const text = t('answer.groupsLow', {
    group: segmentWords(lowest),
    value: valueWords('sensitivity', sensitivity),
    interval: intervalWords('sensitivity', sensitivity.interval),
    n: sensitivity.n,
    overall: valueWords('sensitivity', overall.sensitivity),
  })
  return { tone: 'warning', icon: 'warning', word: t('level.warning'), text: `${text}${hidden}` }
}
