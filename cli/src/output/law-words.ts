import type { Applicability, Obligation } from '@primum/core/frameworks/applicability'
import { noLegalAdvice } from '@primum/core/frameworks/applicability'
import { lawFacts } from '@primum/core/frameworks/law-facts'
import { styles } from './style.ts'
import { dateWords, plural } from './words.ts'

/** Bans first, then what applies, is coming, may apply and is lifted; each with its reasons. */
export function lawWords(
  { obligations, prohibitions, questions }: Applicability,
  today: string,
  stream: { isTTY?: boolean } = process.stdout,
): string {
  const { strong, quiet } = styles(stream)
  const banned = new Set(prohibitions.map(({ requirement }) => requirement.id))
  const of = (state: Obligation['state']) =>
    obligations.filter((each) => each.state === state && !banned.has(each.requirement.id))
  const section = (title: string, found: readonly Obligation[]) =>
    found.length === 0
      ? []
      : [strong(`${title} (${found.length})`), ...inGroups(found).flatMap(entries), '']
  // What one rule brings together has one reason, which is said once.
  const entries = (group: readonly Obligation[]) => [
    ...group.map(({ requirement, toBeConfirmed }) =>
      [
        `  ${requirement.id}  ${requirement.title}${toBeConfirmed ? ' *' : ''}`,
        ...(requirement.deadline === undefined
          ? []
          : [`      ${quiet(`deadline: ${requirement.deadline.text}`)}`]),
      ].join('\n'),
    ),
    ...reasonsOf(group[0]!).map((line) => `      ${quiet(line)}`),
  ]
  const asked = questions.map(
    ({ fact, settles }) => `  ${lawFacts[fact].question} (${fact}: settles ${settles})`,
  )
  return [
    ...section('Forbidden, or it may be', prohibitions),
    ...section(`Applies on ${dateWords(today)}`, of('applies')),
    ...section('Coming', of('coming')),
    ...section('May apply', of('may-apply')),
    ...section('Exempt', of('exempt')),
    ...(obligations.length === 0 ? ['No law that is known here applies.', ''] : []),
    ...(obligations.some(({ toBeConfirmed }) => toBeConfirmed)
      ? ['* seen in no source: to be confirmed by counsel', '']
      : []),
    ...(asked.length === 0
      ? []
      : [strong(`${plural(asked.length, 'fact')} would settle more`), ...asked, '']),
    noLegalAdvice,
  ].join('\n')
}

function inGroups(found: readonly Obligation[]): Obligation[][] {
  const groups = new Map<string, Obligation[]>()
  for (const each of found) groups.set(each.rule, [...(groups.get(each.rule) ?? []), each])
  return [...groups.values()]
}

function reasonsOf({ why, missing, exemptions, effective, effectiveNote }: Obligation): string[] {
  const from = effective === null ? null : `from ${dateWords(effective)}`
  const since = [from, effectiveNote].filter((each) => each !== null).join('; ')
  return [
    ...(why.length === 0 ? [] : [`because ${why.join('; ')}`]),
    ...exemptions.map(({ because, requirement }) =>
      requirement === null ? `lifted: ${because}` : `lifted by ${requirement}: ${because}`,
    ),
    ...(missing.length === 0 ? [] : [`not known: ${missing.join(', ')}`]),
    since === '' ? 'no source gave the day it is in force from' : since,
  ]
}
