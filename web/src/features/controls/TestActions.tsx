import { Group } from '@mantine/core'
import { useState } from 'react'
import { label, t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { useForm } from '../../lib/use-form.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { ReasonDialog } from '../../ui/ReasonDialog.tsx'
import { ChangeTestForm } from './ChangeTestForm.tsx'
import { ResultForm } from './ResultForm.tsx'
import { changeTest, runTest } from './test-queries.ts'
import type { ControlTest } from './test-queries.ts'

type Props = {
  test: ControlTest
  open: boolean
  shown: boolean
  onShow: (shown: boolean) => void
}

/** Runs a test or states its result, shows its runs, changes it or retires it. */
export function TestActions({ test, open, shown, onShow }: Props) {
  const mayTest = useRefusal('controls.test')
  const mayManage = useRefusal('controls.manage')
  // Kept as it was when the dialog opened: what changes meanwhile is then a conflict.
  const [asked, setAsked] = useState<{ act: 'state' | 'change' | 'retire'; test: ControlTest }>()
  const close = () => setAsked(undefined)
  const running = useForm({}, async () => {
    const { result } = await runTest(test.id)
    notifyDone(t('test.ran', { title: test.title, result: label('testResult', result) }))
    onShow(true)
  })
  const name = { title: test.title }
  return (
    <>
      <Group gap="xs">
        {!open ? null : test.kind === 'manual' ? (
          <ActionButton
            size="xs"
            refusal={mayTest}
            aria-label={t('test.stateOf', name)}
            onClick={() => setAsked({ act: 'state', test })}
          >
            {t('test.state')}
          </ActionButton>
        ) : (
          <ActionButton
            size="xs"
            refusal={mayTest}
            loading={running.busy}
            aria-label={t('test.runOf', name)}
            onClick={() => void running.submit()}
          >
            {t('test.run')}
          </ActionButton>
        )}
        <ActionButton
          variant="default"
          size="xs"
          aria-expanded={shown}
          aria-label={t(shown ? 'test.hideRunsOf' : 'test.showRunsOf', name)}
          onClick={() => onShow(!shown)}
        >
          {t(shown ? 'test.hideRuns' : 'test.showRuns')}
        </ActionButton>
        {open
          ? (['change', 'retire'] as const).map((act) => (
              <ActionButton
                key={act}
                variant="default"
                size="xs"
                refusal={mayManage}
                aria-label={t(`test.${act}Of`, name)}
                onClick={() => setAsked({ act, test })}
              >
                {t(`test.${act}`)}
              </ActionButton>
            ))
          : null}
      </Group>
      <ProblemAlert problem={running.problem} />
      {asked?.act === 'state' ? <ResultForm test={asked.test} onClose={close} /> : null}
      {asked?.act === 'change' ? <ChangeTestForm test={asked.test} onClose={close} /> : null}
      {asked?.act === 'retire' ? (
        <ReasonDialog
          opened
          onClose={close}
          title={t('test.retireTitle', name)}
          consequence={t('test.retireAbout')}
          confirm={t('test.retire')}
          act={async (reason) => {
            await changeTest(asked.test, { retire: { reason } })
            notifyDone(t('test.retired', name))
          }}
        />
      ) : null}
    </>
  )
}
