import { Anchor, Button, FileButton, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { download } from '../../lib/csv.ts'
import { plural, t } from '../../lib/messages/messages.ts'
import { asProblem } from '../../lib/use-form.ts'
import type { ProblemError } from '@primum/client'
import { notifyDone } from '../../ui/notify.ts'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { ImportPreview } from './ImportPreview.tsx'
import { fieldGroups } from './field-groups.ts'
import { importAiSystems } from './queries.ts'
import type { ImportReport } from './queries.ts'

/** A file of systems: looked at first, every wrong row named, then imported whole. */
export function ImportDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const [file, setFile] = useState<{ csv: string; report: ImportReport } | null>(null)
  const [problem, setProblem] = useState<ProblemError | null>(null)
  const [busy, setBusy] = useState(false)
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true)
    setProblem(null)
    await work().catch((error: unknown) => setProblem(asProblem(error)))
    setBusy(false)
  }
  const look = (chosen: File | null) =>
    attempt(async () => {
      if (chosen === null) return
      const csv = await chosen.text()
      setFile({ csv, report: await importAiSystems(csv, true) })
    })
  const close = () => {
    setFile(null)
    setProblem(null)
    onClose()
  }
  const confirm = (csv: string) =>
    attempt(async () => {
      const { imported } = await importAiSystems(csv, false)
      notifyDone(plural(imported, 'aiSystems.imported.one', 'aiSystems.imported.other'))
      close()
    })
  const ready = file !== null && file.report.invalid === 0 && file.report.valid > 0
  return (
    <Modal opened={opened} onClose={close} size="lg" title={t('aiSystems.importTitle')}>
      <Stack>
        <Text>{t('aiSystems.importAbout')}</Text>
        <Anchor
          component="button"
          type="button"
          ta="left"
          onClick={() => download('ai-systems.csv', `${header()}\r\n`)}
        >
          {t('aiSystems.importTemplate')}
        </Anchor>
        <ProblemAlert problem={problem} />
        {file === null ? null : <ImportPreview report={file.report} />}
        <Group justify="flex-end">
          <FileButton onChange={(chosen) => void look(chosen)} accept="text/csv,.csv">
            {(props) => (
              <Button variant={ready ? 'default' : 'filled'} loading={busy} {...props}>
                {t('aiSystems.importChoose')}
              </Button>
            )}
          </FileButton>
          {ready ? (
            <Button loading={busy} onClick={() => void confirm(file.csv)}>
              {plural(
                file.report.valid,
                'aiSystems.importConfirm.one',
                'aiSystems.importConfirm.other',
              )}
            </Button>
          ) : null}
        </Group>
      </Stack>
    </Modal>
  )
}

function header(): string {
  return fieldGroups.flatMap(({ fields }) => fields).join(',')
}
