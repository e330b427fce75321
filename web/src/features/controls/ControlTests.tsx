import { Stack } from '@mantine/core'
import { useState } from 'react'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { AddTestForm } from './AddTestForm.tsx'
import type { Control } from './queries.ts'
import { TestCard } from './TestCard.tsx'

/** How it is looked whether the control works: by a person, or by Primum's own records. */
export function ControlTests({ control }: { control: Control }) {
  const refusal = useRefusal('controls.manage')
  const [adding, setAdding] = useState(false)
  const open = control.retiredAt === null
  return (
    <Panel
      title={t('controls.tests')}
      about={t('control.testsAbout')}
      action={
        open ? (
          <ActionButton variant="default" refusal={refusal} onClick={() => setAdding(true)}>
            {t('test.add')}
          </ActionButton>
        ) : null
      }
    >
      {control.tests.length === 0 ? (
        <EmptyNote title={t('test.noneTitle')} text={t('test.noneText')} />
      ) : (
        <Stack gap="lg">
          {control.tests.map((test) => (
            <TestCard key={test.id} test={test} open={open && test.retiredAt === null} />
          ))}
        </Stack>
      )}
      {adding ? <AddTestForm controlId={control.id} onClose={() => setAdding(false)} /> : null}
    </Panel>
  )
}
