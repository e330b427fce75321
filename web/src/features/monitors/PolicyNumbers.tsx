import { NumberInput } from '@mantine/core'
import { t } from '../../lib/messages/messages.ts'
import type { MessageKey } from '../../lib/messages/messages.ts'
import type { Form } from '../../lib/use-form.ts'
import type { RollbackPolicy } from './queries.ts'

type Plain =
  | 'requiredTriggers'
  | 'minimumMaturedPositives'
  | 'consecutiveJudgements'
  | 'staleAfterDays'
  | 'cooldownHours'
  | 'maximumAutomaticPer7Days'
  | 'noReturnDays'
  | 'approvalsRequired'
type Optional = 'autoAfterHours' | 'approvalsExpireAfterDays'

export type NumberField = {
  name: Plain | Optional
  title: MessageKey
  about?: MessageKey
  least: number
  most: number
}

/** Numbers of the policy; one that may be empty then means never. */
export function PolicyNumbers(props: { form: Form<RollbackPolicy>; fields: NumberField[] }) {
  const { form, fields } = props
  return fields.map(({ name, title, about, least, most }) => (
    <NumberInput
      key={name}
      label={t(title)}
      description={about === undefined ? undefined : t(about)}
      min={least}
      max={most}
      value={form.values[name] ?? ''}
      error={form.errorOf(name)}
      onChange={(value) => {
        if (name === 'autoAfterHours' || name === 'approvalsExpireAfterDays') {
          form.set(name, value === '' ? null : Number(value))
        } else form.set(name, Number(value))
      }}
    />
  ))
}

export const whoFields: NumberField[] = [
  {
    name: 'approvalsRequired',
    title: 'policy.approvals',
    about: 'policy.approvalsAbout',
    least: 1,
    most: 5,
  },
  {
    name: 'autoAfterHours',
    title: 'policy.autoAfter',
    about: 'policy.autoAfterAbout',
    least: 1,
    most: 8760,
  },
]

export const proofFields: NumberField[] = [
  { name: 'requiredTriggers', title: 'monitoring.policyRequired', least: 1, most: 20 },
  {
    name: 'consecutiveJudgements',
    title: 'policy.consecutive',
    about: 'policy.consecutiveAbout',
    least: 1,
    most: 30,
  },
  {
    name: 'minimumMaturedPositives',
    title: 'monitoring.policyPositives',
    least: 0,
    most: 1_000_000,
  },
  { name: 'staleAfterDays', title: 'monitoring.policyStale', least: 1, most: 365 },
]

export const restraintFields: NumberField[] = [
  {
    name: 'cooldownHours',
    title: 'monitoring.policyCooldown',
    about: 'policy.cooldownAbout',
    least: 0,
    most: 8760,
  },
  { name: 'maximumAutomaticPer7Days', title: 'monitoring.policyMaximum', least: 0, most: 20 },
  { name: 'noReturnDays', title: 'monitoring.policyNoReturn', least: 0, most: 3650 },
  {
    name: 'approvalsExpireAfterDays',
    title: 'policy.expire',
    about: 'policy.expireAbout',
    least: 1,
    most: 3650,
  },
]
