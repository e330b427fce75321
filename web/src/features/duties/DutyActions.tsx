import { Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { Part } from '../../ui/Part.tsx'
import { ReasonDialog } from '../../ui/ReasonDialog.tsx'
import { LookAgainLines } from './DutyStatusPanel.tsx'
import { confirmDuty, setAsideDuty, takeUpDuty } from './queries.ts'
import type { Duty } from './queries.ts'

type Act = 'confirm' | 'set-aside' | 'take-up'

/** What can be done about it now, apart from giving it an owner and showing that it is done. */
function actsOf({ lookAgain, setAside, status }: Duty): Act[] {
  if (status === 'ended' || status === 'exempt') return setAside === null ? [] : ['take-up']
  return [
    ...(setAside === null ? (['set-aside'] as const) : (['take-up'] as const)),
    ...(lookAgain === null ? [] : (['confirm'] as const)),
  ]
}

/** Set aside, taken up again, confirmed: each with its reason and a name. */
export function DutyActions({ duty }: { duty: Duty }) {
  const setAside = useRefusal('duties.set-aside')
  const manage = useRefusal('duties.manage')
  const [asked, setAsked] = useState<Act | null>(null)
  const refusals: Record<Act, string | null> = {
    confirm: manage,
    'set-aside': duty.prohibits ? t('duty.prohibitedRefusal') : setAside,
    'take-up': setAside,
  }
  const act = async (which: Act, reason: string) => {
    if (which === 'confirm') await confirmDuty(duty, reason)
    else if (which === 'set-aside') await setAsideDuty(duty, reason)
    else await takeUpDuty(duty)
    notifyDone(t(`duty.done.${which}`))
  }
  return (
    <>
      {actsOf(duty).map((each) => (
        <ActionButton
          key={each}
          variant={each === 'confirm' ? 'filled' : 'default'}
          refusal={refusals[each]}
          onClick={() => setAsked(each)}
        >
          {t(`duty.act.${each}`)}
        </ActionButton>
      ))}
      {asked === null ? null : (
        <ReasonDialog
          opened
          onClose={() => setAsked(null)}
          title={t(`duty.act.${asked}`)}
          consequence={
            <Stack gap="sm">
              <Text>{t(`duty.consequence.${asked}`)}</Text>
              {asked === 'confirm' && duty.lookAgain !== null ? (
                <Part title={t('duty.changed')}>
                  <LookAgainLines because={duty.lookAgain.because} />
                </Part>
              ) : null}
            </Stack>
          }
          confirm={t(`duty.act.${asked}`)}
          withReason={asked !== 'take-up'}
          aiSystemId={duty.aiSystem.id}
          act={(reason) => act(asked, reason)}
        />
      )}
    </>
  )
}
