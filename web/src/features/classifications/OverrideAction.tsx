import { NumberInput, TextInput, Textarea } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { SignDialog } from '../../ui/SignDialog.tsx'
import type { AiSystem } from '../ai-systems/queries.ts'
import { overrideTier } from './queries.ts'

/** Setting the computed tier aside, answered for with a signature. */
export function OverrideAction({ system }: { system: AiSystem }) {
  const [opened, { open, close }] = useDisclosure(false)
  const refusal = useRefusal('classifications.override')
  const [tier, setTier] = useState(system.tier ?? 1)
  const [reason, setReason] = useState('')
  const [expiresOn, setExpiresOn] = useState('')
  const [councilDecision, setCouncilDecision] = useState('')
  return (
    <>
      <ActionButton variant="default" size="xs" refusal={refusal} onClick={open}>
        {t('risk.override')}
      </ActionButton>
      <SignDialog
        opened={opened}
        onClose={close}
        title={t('risk.override')}
        meaning={t('risk.overrideText')}
        aiSystemId={system.id}
        withStatement={false}
        sign={async ({ password, code }) => {
          await overrideTier(system.id, {
            tier,
            reason,
            expiresOn: expiresOn === '' ? null : expiresOn,
            councilDecision: councilDecision === '' ? null : councilDecision,
            password,
            ...(code === undefined ? {} : { code }),
          })
          notifyDone(t('risk.overridden.done'))
        }}
      >
        <NumberInput
          label={t('risk.overrideTier')}
          min={1}
          max={4}
          value={tier}
          onChange={(next) => setTier(Number(next))}
        />
        <Textarea
          label={t('common.reason')}
          required
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <TextInput
          label={t('risk.overrideExpires')}
          description={t('risk.overrideExpiresAbout')}
          type="date"
          value={expiresOn}
          onChange={(event) => setExpiresOn(event.currentTarget.value)}
        />
        <TextInput
          label={t('risk.council')}
          description={t('risk.councilAbout')}
          value={councilDecision}
          onChange={(event) => setCouncilDecision(event.currentTarget.value)}
        />
      </SignDialog>
    </>
  )
}
